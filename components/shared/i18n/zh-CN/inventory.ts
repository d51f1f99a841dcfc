import type {InventoryMessages} from '../en/inventory.ts';

export const inventory: InventoryMessages = {
  heading: '各仓库存',
};
