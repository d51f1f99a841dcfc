/** What the demo page itself says. The widgets bring their own words. */

export type Language = 'zh' | 'en';

const WORDS = {
  brand: ['Tillboard 经营驾驶舱', 'Tillboard cockpit'],
  data: ['数据', 'Data'],
  shop: ['示例店铺', 'Demo shop'],
  own: ['我的 CSV', 'My CSV'],
  period: ['期间', 'Period'],
  thisMonth: ['本月', 'This month'],
  last7: ['近 7 天', 'Last 7 days'],
  last30: ['近 30 天', 'Last 30 days'],
  last90: ['近 90 天', 'Last 90 days'],
  thisYear: ['今年', 'This year'],
  all: ['全部', 'All time'],
  compare: ['对比', 'Compare'],
  both: ['环比与同比', 'Previous period and year'],
  previousPeriod: ['环比', 'Previous period'],
  previousYear: ['同比', 'Previous year'],
  none: ['不对比', 'Nothing'],
  language: ['语言', 'Language'],
  theme: ['外观', 'Theme'],
  auto: ['跟随系统', 'As the system'],
  light: ['浅色', 'Light'],
  dark: ['深色', 'Dark'],
  ownTitle: ['换成你的数据', 'Put your own data in'],
  ownText: [
    '订单、访问事件或库存的 CSV，按后台导出的原样即可（UTF-8 或 GBK，中文或英文表头）。文件只在本页读取，不会上传。',
    'CSV files of orders, visitor events or stock, just as your back office exports them (UTF-8 or GBK, English or Chinese headers). They are read in this page and sent nowhere.',
  ],
  dropHere: ['把文件拖到这里，或', 'Drop files here, or'],
  chooseFiles: ['选择文件', 'Choose files'],
  realData: ['真实数据集', 'Real data sets'],
  scriptTag: ['一个 script 标签', 'One script tag'],
  noSharedData: [
    '这里没有真实数据集：它们不随本项目发布。把它们放在检出目录旁边的 ../shared/data 里，再用 npm start 打开本页。',
    'The real data sets are not here: they are not published with this project. Put them in ../shared/data beside the checkout and open this page with npm start.',
  ],
  home: ['返回示例', 'Back to the demo'],
  loading: ['正在读取数据…', 'Reading the data…'],
  failed: ['读取失败：', 'This did not work: '],
  byDevice: ['移动端与桌面端的漏斗', 'The funnel on phones and desktops'],
  shopTitle: ['山岚集 · 全渠道经营', 'Shanlan Goods · all channels'],
  superstoreTitle: ['Superstore · 9,994 行订单', 'Superstore · 9,994 order lines'],
  ownHeading: ['我的数据', 'My data'],
  asOf: ['数据截至', 'as of'],
  rows: ['行', 'rows'],
  table: ['表', 'Table'],
  file: ['文件', 'File'],
  read: ['读入', 'Read'],
  kept: ['可用', 'Usable'],
  leftOut: ['剔除', 'Left out'],
  why: ['说明', 'Why'],
  allRead: ['全部读懂', 'Everything was understood'],
  missing: ['还缺：', 'Still missing: '],
  unknownTable: [
    '没认出这是什么表：需要订单号、下单时间、数量和金额（订单），或访客、时间和步骤（事件），或 SKU 和在手数量（库存）。',
    'Not recognised: needs order id, time, quantity and amount (orders), or visitor, time and step (events), or SKU and units on hand (stock).',
  ],
  order_lines: ['订单明细', 'Order lines'],
  events: ['访问事件', 'Visitor events'],
  traffic: ['流量日汇总', 'Daily traffic'],
  stock: ['库存', 'Stock'],
  spend: ['广告花费', 'Ad spend'],
  customers: ['客户', 'Customers'],
  targets: ['目标', 'Targets'],
  service: ['客服', 'Service'],
  needsEvents: ['访问事件，转化漏斗才能计算', 'visitor events, for the conversion funnel'],
  needsStock: ['库存，库存热力图才能计算', 'stock, for the inventory heatmap'],
  needsOrders: ['订单明细，指标与 RFM 才能计算', 'order lines, for the tiles and the RFM grid'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type Word = keyof typeof WORDS;

export const isWord = (text: string): text is Word => Object.hasOwn(WORDS, text);

export const say = (word: Word, language: Language): string => WORDS[word][language === 'zh' ? 0 : 1];
