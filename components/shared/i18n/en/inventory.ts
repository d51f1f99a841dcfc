export interface InventoryMessages {
  readonly heading: string;
}

export const inventory: InventoryMessages = {
  heading: 'Stock by warehouse',
};
