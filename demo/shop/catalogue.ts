/** What the demo shop sells, where it sells it and where it keeps it, in both languages. */

export type Language = 'zh' | 'en';
export type Words = readonly [zh: string, en: string];

export const word = (words: Words, language: Language): string => words[language === 'zh' ? 0 : 1];

export interface Product {
  readonly sku: string;
  readonly name: Words;
  readonly category: number;
  readonly price: number;
  readonly unitCost: number;
  /** Share of the category's sales, before seasons. */
  readonly pull: number;
  readonly leadTimeDays: number;
  /** First and last day on sale; open when absent. */
  readonly onSale?: readonly [from: string, to: string];
  /** Days without stock in the middle of its life. */
  readonly soldOut?: readonly [from: string, to: string];
}

/** Yearly swing: sales peak in `peakMonth` (1 to 12) and are `swing` above and below the mean. */
export interface Category {
  readonly name: Words;
  readonly weight: number;
  readonly peakMonth: number;
  readonly swing: number;
  readonly refundRate: number;
  readonly margin: number;
  readonly code: string;
}

export const CATEGORIES: readonly Category[] = [
  {name: ['茶饮', 'Tea'], code: 'TE', weight: 24, peakMonth: 4, swing: 0.25, refundRate: 0.012, margin: 0.58},
  {name: ['咖啡', 'Coffee'], code: 'CO', weight: 22, peakMonth: 11, swing: 0.12, refundRate: 0.016, margin: 0.46},
  {name: ['厨房', 'Kitchen'], code: 'KI', weight: 19, peakMonth: 1, swing: 0.15, refundRate: 0.031, margin: 0.41},
  {name: ['香氛', 'Fragrance'], code: 'FR', weight: 13, peakMonth: 12, swing: 0.3, refundRate: 0.022, margin: 0.63},
  {name: ['家纺', 'Textiles'], code: 'TX', weight: 14, peakMonth: 12, swing: 0.38, refundRate: 0.058, margin: 0.49},
  {name: ['文具', 'Stationery'], code: 'ST', weight: 8, peakMonth: 9, swing: 0.32, refundRate: 0.009, margin: 0.52},
];

/** `[zh, en, price]` by category, best seller first. */
const NAMES: readonly (readonly (readonly [string, string, number])[])[] = [
  [
    ['明前龙井 50 g', 'Longjing green tea 50 g', 168], ['桂花乌龙 100 g', 'Osmanthus oolong 100 g', 88], ['冷泡茶组合 12 袋', 'Cold-brew tea, 12 bags', 59],
    ['陈皮白茶 80 g', 'Tangerine white tea 80 g', 99], ['武夷岩茶 60 g', 'Wuyi rock tea 60 g', 138], ['茉莉银针 50 g', 'Jasmine needles 50 g', 76],
    ['熟普小沱 24 颗', 'Ripe pu-erh minis, 24', 69], ['石磨抹茶 40 g', 'Stone-ground matcha 40 g', 118],
  ],
  [
    ['挂耳咖啡 10 包', 'Drip-bag coffee, 10', 49], ['云南日晒豆 250 g', 'Yunnan natural beans 250 g', 68], ['意式拼配豆 500 g', 'Espresso blend 500 g', 98],
    ['冷萃咖啡液 12 颗', 'Cold-brew shots, 12', 79], ['细口手冲壶', 'Gooseneck kettle', 239], ['手摇磨豆机', 'Hand grinder', 329], ['陶瓷滤杯套装', 'Ceramic dripper set', 128],
    ['保温随行杯 380 ml', 'Travel mug 380 ml', 149],
  ],
  [
    ['不粘煎锅 28 cm', 'Non-stick pan 28 cm', 199], ['铸铁炖锅 24 cm', 'Cast-iron casserole 24 cm', 469], ['玻璃保鲜盒 5 件', 'Glass food boxes, 5', 89],
    ['乌檀木砧板', 'Ebony chopping board', 159], ['三德刀 18 cm', 'Santoku knife 18 cm', 219], ['手工陶碗 4 只', 'Stoneware bowls, 4', 128],
    ['硅胶厨具 6 件', 'Silicone utensils, 6', 79], ['真空储物罐 3 件', 'Vacuum canisters, 3', 109],
  ],
  [
    ['雪松香薰蜡烛', 'Cedar candle', 129], ['白茶无火香薰', 'White-tea diffuser', 169], ['桂花车载香片', 'Osmanthus car tag', 39], ['助眠精油 10 ml', 'Sleep oil 10 ml', 98],
    ['线香 60 支', 'Incense sticks, 60', 58], ['香薰机', 'Aroma diffuser', 259], ['衣柜香包 6 枚', 'Wardrobe sachets, 6', 45], ['护手霜礼盒', 'Hand-cream gift box', 119],
  ],
  [
    ['天丝四件套 1.5 m', 'Lyocell bedding set 1.5 m', 499], ['羽丝绒冬被', 'Winter duvet', 399], ['新疆棉毛巾 3 条', 'Cotton towels, 3', 69], ['法兰绒毯', 'Flannel blanket', 149],
    ['乳胶枕', 'Latex pillow', 189], ['亚麻桌布', 'Linen tablecloth', 129], ['珊瑚绒拖鞋', 'Fleece slippers', 49], ['凉席三件套', 'Summer mat set', 259],
  ],
  [
    ['点阵手账本', 'Dotted notebook', 45], ['2025 日历本', 'Desk calendar 2025', 39], ['钢笔礼盒', 'Fountain-pen gift box', 199], ['水彩笔 24 色', 'Brush pens, 24', 88],
    ['金属书签 4 枚', 'Metal bookmarks, 4', 29], ['桌面收纳盒', 'Desk organiser', 79], ['便签纸 10 本', 'Sticky notes, 10', 25], ['护眼台灯', 'Desk lamp', 269],
  ],
];

/** What happened to single products; the rest are on sale throughout. */
const STORIES: Readonly<Record<string, Pick<Product, 'onSale' | 'soldOut'>>> = {
  'CO-01': {soldOut: ['2024-09-03', '2024-09-21']},
  'CO-04': {onSale: ['2024-05-10', '2024-12-31']},
  'FR-08': {onSale: ['2024-08-20', '2024-12-31']},
  'ST-02': {onSale: ['2024-08-15', '2024-12-31']},
  'TX-08': {onSale: ['2022-12-01', '2024-09-08']},
  'KI-08': {onSale: ['2022-12-01', '2024-04-02']},
  'FR-07': {onSale: ['2022-12-01', '2024-05-20']},
  'ST-08': {onSale: ['2022-12-01', '2024-10-05']},
};

const LEAD_TIMES = [7, 10, 14, 14, 21, 12, 25, 18];

export const PRODUCTS: readonly Product[] = NAMES.flatMap((rows, category) =>
  rows.map(([zh, en, price], rank): Product => {
    const {code = 'XX', margin = 0.5} = CATEGORIES[category] ?? {};
    const sku = `${code}-${String(rank + 1).padStart(2, '0')}`;
    const unitCost = Math.round(price * (1 - margin) * (1 + ((rank % 3) - 1) * 0.06) * 100) / 100;
    const leadTimeDays = LEAD_TIMES[(rank + category) % LEAD_TIMES.length] ?? 14;
    return {sku, name: [zh, en], category, price, unitCost, pull: 1 / (rank + 1) ** 0.85, leadTimeDays, ...STORIES[sku]};
  }),
);

/** `weight` at the first day and at the last: 抖音 grows at the cost of the others. */
export const CHANNELS: readonly {readonly name: Words; readonly weight: readonly [number, number]; readonly mobile: number}[] = [
  {name: ['天猫', 'Tmall'], weight: [45, 36], mobile: 0.9},
  {name: ['京东', 'JD'], weight: [27, 20], mobile: 0.84},
  {name: ['抖音', 'Douyin'], weight: [8, 26], mobile: 0.99},
  {name: ['自营商城', 'Own store'], weight: [20, 18], mobile: 0.71},
];

export type Device = 'mobile' | 'desktop';
export const DEVICES: Readonly<Record<Device, Words>> = {mobile: ['手机', 'Phone'], desktop: ['电脑', 'Desktop']};

/** Index of the one channel whose visits the shop can see. */
export const OWN_STORE = 3;

/** `ships`: how orders of the region spread over {@link WAREHOUSES}. */
export const REGIONS: readonly {readonly name: Words; readonly weight: number; readonly ships: readonly number[]}[] = [
  {name: ['华东', 'East'], weight: 36, ships: [90, 4, 5, 1]}, {name: ['华南', 'South'], weight: 20, ships: [8, 88, 2, 2]},
  {name: ['华北', 'North'], weight: 15, ships: [8, 1, 90, 1]}, {name: ['华中', 'Central'], weight: 11, ships: [45, 30, 15, 10]},
  {name: ['西南', 'Southwest'], weight: 10, ships: [3, 10, 2, 85]}, {name: ['东北', 'Northeast'], weight: 5, ships: [10, 1, 88, 1]},
  {name: ['西北', 'Northwest'], weight: 3, ships: [5, 2, 33, 60]},
];

export const WAREHOUSES: readonly Words[] = [['杭州仓', 'Hangzhou'], ['广州仓', 'Guangzhou'], ['天津仓', 'Tianjin'], ['成都仓', 'Chengdu']];
