export interface InventoryMessages {
  readonly heading: string;
  /** By the engine's state, in a reader's words. */
  readonly states: Readonly<Record<string, string>>;
  readonly colorBy: string;
  readonly state: string;
  readonly cover: string;
  readonly coverShort: string;
  readonly coverLong: string;
  readonly sku: string;
  readonly category: string;
  readonly product: string;
  readonly warehouse: string;
  readonly onHand: string;
  readonly available: string;
  readonly inTransit: string;
  readonly reorderPoint: string;
  readonly safetyStock: string;
  readonly quantity: string;
  readonly cost: string;
  readonly abc: string;
  readonly value: string;
  readonly noWarehouse: string;
  readonly notGiven: string;
  readonly filter: string;
  readonly showOnly: (state: string, count: string) => string;
  readonly hidden: (count: string) => string;
  readonly showAll: string;
  readonly skus: (count: number, text: string) => string;
  readonly out: (what: string, count: number) => string;
  /** Of a shop with several warehouses. */
  readonly outSomewhere: (what: string) => string;
  readonly reorder: (what: string, cost: string | null) => string;
  readonly allWell: string;
  readonly mark: (item: string, warehouse: string, state: string, units: string) => string;
  readonly markOrder: (quantity: string) => string;
  readonly order: string;
  readonly orderTotal: (lines: string, units: string, cost: string) => string;
  readonly orderTotalUnits: (lines: string, units: string) => string;
  readonly saveOrder: string;
  readonly nothingToOrder: string;
  readonly shown: (shown: string, all: string) => string;
  readonly showMore: string;
  readonly asOf: (day: string) => string;
}

export const inventory: InventoryMessages = {
  heading: 'Stock by warehouse',
  states: {
    oversold: 'Oversold',
    out: 'Out of stock',
    'below-safety': 'Below safety stock',
    reorder: 'Reorder',
    dead: 'Dead stock',
    slow: 'Slow-moving',
    overstock: 'Overstock',
    'no-data': 'Not known',
    ok: 'OK',
  },
  colorBy: 'Colour by',
  state: 'State',
  cover: 'Days of cover',
  coverShort: 'few days',
  coverLong: '90 days and more',
  sku: 'SKU',
  category: 'Category',
  product: 'Product',
  warehouse: 'Warehouse',
  onHand: 'On hand',
  available: 'Available',
  inTransit: 'In transit',
  reorderPoint: 'Reorder point',
  safetyStock: 'Safety stock',
  quantity: 'Quantity',
  cost: 'Cost',
  abc: 'ABC class',
  value: 'Stock value',
  noWarehouse: 'all stock',
  notGiven: 'not given',
  filter: 'Show only',
  showOnly: (state, count) => `${state}: ${count}. Show only these`,
  hidden: (count) => `${count} less urgent rows are not shown.`,
  showAll: 'Show all',
  skus: (count, text) => (count === 1 ? '1 SKU' : `${text} SKUs`),
  out: (what, count) => `${what} ${count === 1 ? 'is' : 'are'} out of stock`,
  outSomewhere: (what) => `${what} out of stock in at least one warehouse`,
  reorder: (what, cost) => (cost === null ? `${what} to reorder now` : `${what} to reorder now for ${cost}`),
  allWell: 'Nothing is out of stock and nothing has to be reordered.',
  mark: (item, warehouse, state, units) => `${item}, ${warehouse}: ${state}, ${units} available.`,
  markOrder: (quantity) => `Order ${quantity}.`,
  order: 'What to order',
  orderTotal: (lines, units, cost) => `${lines} lines · ${units} units · ${cost}`,
  orderTotalUnits: (lines, units) => `${lines} lines · ${units} units`,
  saveOrder: 'Save this order list as CSV',
  nothingToOrder: 'Nothing has to be ordered now.',
  shown: (shown, all) => `${shown} of ${all}`,
  showMore: 'Show more',
  asOf: (day) => `Stock and sales up to ${day}.`,
};
