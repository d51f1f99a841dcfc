/**
 * Headers that shops' own exports use, per canonical column, the best first. They are compared without case, blanks, punctuation and
 * width (see `normalHeader`). A canonical name matches as it is and needs no entry.
 *
 * `discount` of an order line is an amount: a bare header "Discount" is not listed, because exports use it for a rate as well.
 */

import type {TableName} from '../schema.ts';
import type {ColumnCandidates, ColumnRule} from './column-rules.ts';

/** Price × quantity, less the discount where its header says whether it is a rate or an amount; beside a bare "Discount" nothing. */
function amountRules(): ColumnRule[] {
  const prices = ['Unit Price', 'Item Price', 'Price Each', '商品单价', '单价', '销售单价', '商品价格'];
  const quantities = ['Quantity', 'Qty', 'Quantity Ordered', '商品数量', '购买数量', '销售数量', '数量', '件数'];
  const unless = ['Discount', 'Discount %', 'Discount Rate', 'Discount Amount', '折扣', '折扣率', '优惠', '优惠金额', '折扣金额'];
  return prices.flatMap((price) =>
    quantities.flatMap((quantity): ColumnRule[] => [
      {multiply: [price, quantity, {oneMinus: 'Discount Rate'}]},
      {multiply: [price, quantity], minus: ['Discount Amount']},
      {multiply: [price, quantity], minus: ['优惠金额']},
      {multiply: [price, quantity], unless},
    ]),
  );
}

const orderLines: ColumnCandidates = {
  order_id: [
    'Order ID', '订单编号', '订单号', '订单ID', '主订单编号', '交易编号', '交易订单号', 'Order No', 'Order Number', 'InvoiceNo', 'Invoice', 'Invoice ID',
    'Transaction ID', 'Receipt No', 'order', 'basket_id', 'PurchaseOrderID',
  ],
  line_id: ['Line ID', '子订单编号', '子订单号', '子订单ID', '明细编号', 'Order Line ID', 'Line Item ID', 'Row ID', 'order_item_id', 'order_detail_id'],
  customer_id: [
    'Customer ID', '客户编号', '客户ID', '会员ID', '会员编号', '用户ID', '买家ID', '买家会员名', '买家昵称', '会员名', 'Customer No', 'Customer', 'Buyer ID',
    'Buyer', 'Client ID', 'Member ID', 'User ID', 'uid', 'household_id', 'Customer Email', 'Email',
  ],
  ordered_at: [
    'Ordered At', '下单时间', '订单创建时间', '创建时间', '订单时间', '下单日期', '订单日期', '交易时间', '交易日期', 'Order Date', 'Order Time', 'InvoiceDate',
    'Invoice Date', 'Created At', 'Date Created', 'Purchase Date', 'Transaction Date', 'transaction_timestamp', 'order_purchase_timestamp',
  ],
  sku: ['SKU', '商家编码', '商品编码', '商品SKU', 'SKU编码', '货号', '外部系统编号', '商品编号', '商品ID', '商品货号', 'StockCode', 'Stock Code', 'Product ID', 'Product Code', 'Item ID', 'Item Code', 'Item No'],
  product: ['Product', '商品标题', '宝贝标题', '商品名称', '标题', '品名', '产品名称', 'Product Name', 'Description', 'Item Name', 'Product Title', 'Title'],
  category: ['Category', '类目', '商品类目', '品类', '商品分类', '分类', '一级类目', '商品类型', 'Product Category', 'Product Type', 'Category Name'],
  quantity: ['Quantity', '商品数量', '购买数量', '宝贝总数量', '宝贝数量', '销售数量', '数量', '件数', 'Qty', 'Units', 'Units Sold', 'Order Qty', 'Item Quantity'],
  net: [
    'Net', '买家实际支付金额', '买家实付金额', '实付金额', '实际支付金额', '实收金额', '实付款', '支付金额', '订单实付金额', '成交金额', '销售额', '销售金额', 'Net Sales',
    'Net Amount', 'Sales', 'Revenue', 'Line Total', 'Net Revenue', 'sales_value', 'Amount Paid', 'Item Total',
    // Where the line's amount is not given but follows from what is.
    ...amountRules(),
  ],
  list_price: ['List Price', '吊牌价', '标价', '原价', '商品原价', '市场价', 'Compare At Price', 'MSRP', 'RRP'],
  discount: ['Discount Amount', '优惠金额', '折扣金额', '优惠', '商家优惠', 'Total Discount'],
  cost: ['Cost', '成本', '成本价', '单位成本', '商品成本', '进价', 'Unit Cost', 'Cost Price', 'COGS'],
  tax: ['Tax', '税额', '税费', 'Taxes', 'Tax Amount', 'VAT'],
  shipping: ['Shipping', '运费', '邮费', '买家应付邮费', '快递费', 'Freight', 'Shipping Cost', 'Shipping Fee'],
  status: ['Status', '订单状态', '交易状态', '状态', 'Order Status', 'Financial Status', 'Payment Status'],
  refund: ['Refund', '退款金额', '实退金额', '已退款金额', 'Refund Amount', 'Refunded Amount', 'Amount Refunded'],
  refunded_at: ['Refunded At', '退款时间', '退款完成时间', '退款完结时间', '退款日期', 'Refund Date', 'Refund Time'],
  paid_at: ['Paid At', '付款时间', '支付时间', '订单付款时间', '付款日期', 'Payment Time', 'Payment Date', 'Date Paid'],
  promised_at: [
    'Promised At', '承诺发货时间', '最晚发货时间', '应发货时间', '发货截止时间', '预计发货时间', 'Ship By', 'Ship By Date', 'Latest Ship Date', 'Promised Ship Date',
    'Promised Date', 'Required Date', 'Due Date', 'shipping_limit_date',
  ],
  shipped_at: ['Shipped At', '发货时间', '发货日期', 'Ship Date', 'Shipped Date', 'Shipping Date', 'Fulfilled At'],
  delivered_at: ['Delivered At', '签收时间', '确认收货时间', '收货时间', '妥投时间', 'Delivery Date', 'Delivered Date'],
  shipped_quantity: ['Shipped Quantity', '发货数量', '实发数量', '已发货数量', 'Quantity Shipped', 'Qty Shipped', 'Fulfilled Quantity', 'Units Shipped'],
  returned_quantity: ['Returned Quantity', '退货数量', '退款数量', '退货件数', 'Quantity Returned', 'Qty Returned', 'Returned Units', 'Refunded Quantity', 'Qty Refunded'],
  channel: ['Channel', '渠道', '来源渠道', '订单来源', '销售渠道', '流量来源', 'Sales Channel', 'Source', 'Traffic Source', 'Acquisition Channel', 'Order Source'],
  shop: ['Shop', '店铺', '店铺名称', '门店', '门店名称', 'Store', 'Store Name', 'Shop Name', 'store_id'],
  region: ['Region', '地区', '区域', '大区', '省份', '省', '收货省份', '收货人省份', 'Province', 'State', 'Country'],
  campaign: ['Campaign', '活动', '活动名称', '推广计划', '营销活动', 'Campaign Name', 'utm_campaign'],
  device: ['Device', '设备', '终端', '下单终端', 'Device Type', 'Platform'],
  currency: ['Currency', '币种', '货币', 'Currency Code'],
};

const events: ColumnCandidates = {
  user_id: ['User ID', '用户ID', '访客ID', '用户编号', 'Visitor ID', 'distinct_id', 'client_id', 'uid', 'Customer ID', 'anonymous_id', 'cookie_id'],
  at: ['At', '时间', '事件时间', '访问时间', '发生时间', '行为时间', 'Timestamp', 'Event Time', 'Event Date', 'Time', 'Date Time', 'event_timestamp', 'ts'],
  step: ['Step', '事件', '事件名称', '事件名', '行为', '行为类型', '步骤', 'Event', 'Event Name', 'Event Type', 'Action', 'behavior_type'],
  session_id: ['Session ID', '会话ID', '会话编号', 'visit_id', 'Session'],
  channel: ['Channel', '渠道', '来源渠道', '流量来源', 'Acquisition Channel', 'Traffic Source', 'Source', 'utm_source'],
  sku: ['SKU', '商品ID', '商品编码', 'Product ID', 'Item ID'],
  campaign: ['Campaign', '活动', '推广计划', 'utm_campaign', 'Campaign Name'],
  device: ['Device', '设备', '终端', 'Platform', 'Device Type', 'Device Category'],
  region: ['Region', '地区', '省份', 'Country', 'Province'],
  variant: ['Variant', '实验组', '分组', '版本', 'Experiment Group', 'group'],
};

const stock: ColumnCandidates = {
  sku: ['SKU', '商家编码', '商品编码', 'SKU编码', '货号', '商品编号', '商品ID', 'Product ID', 'Item ID', 'Item Code', 'Product Code', 'StockCode', 'Product Number'],
  product: ['Product', '商品名称', '品名', '宝贝标题', '商品标题', '产品名称', 'Product Name', 'Description', 'Item Name', 'Name', 'Title'],
  warehouse: ['Warehouse', '仓库', '仓库名称', '库位', '仓', 'Location', 'Location ID', 'Warehouse Name', 'Inventory Location'],
  on_hand: [
    'On Hand', '现货库存', '库存数量', '可用库存', '实际库存', '当前库存', '在库数量', '库存', '库存量', 'quantity_on_hand', 'Stock', 'Stock Quantity',
    'Stock On Hand', 'Inventory', 'Inventory Quantity', 'units_in_stock', 'Available', 'Qty On Hand', 'Quantity', '数量',
  ],
  in_transit: ['In Transit', '在途库存', '在途数量', '采购在途', 'units_on_order', 'On Order', 'Incoming'],
  reserved: ['Reserved', '占用库存', '锁定库存', '预占库存', '待发货数量', 'Committed', 'Allocated', 'backlog'],
  unit_cost: ['Unit Cost', '成本价', '成本', '单位成本', '进价', 'Cost', 'Standard Cost', 'Cost Price'],
  price: ['Price', '售价', '销售价', '价格', '零售价', 'Unit Price', 'Retail Price', 'List Price'],
  category: ['Category', '类目', '品类', '商品分类', '分类', 'Category Name', 'Product Category', 'Product Type', 'category_id'],
  received_at: ['Received At', '入库时间', '入库日期', '到货日期', 'Received Date', 'Receipt Date'],
  received_quantity: ['Received Quantity', '入库数量', '到货数量', '收货数量', 'Quantity Received', 'Qty Received', 'Units Received'],
  snapshot_at: ['Snapshot At', '盘点时间', '盘点日期', '库存日期', '快照日期', '统计日期', 'Snapshot Date', 'As Of', 'Updated At', 'Date', '日期', 'Modified Date'],
  lead_time_days: ['Lead Time Days', '采购周期', '补货周期', '采购提前期', '到货周期', 'Lead Time', 'Days To Manufacture'],
  reorder_point: ['Reorder Point', '补货点', '再订货点', '库存下限', '最低库存', 'Reorder Level', 'Min Stock'],
  safety_stock: ['Safety Stock', '安全库存', 'Safety Stock Level', 'Buffer Stock'],
  pack_size: ['Pack Size', '箱规', '起订量', '装箱数', 'MOQ', 'Case Pack', 'Min Order Quantity'],
  discontinued: ['Discontinued', '停产', '是否停产', '是否下架', '已下架'],
};

const traffic: ColumnCandidates = {
  day: ['Day', '日期', '统计日期', '时间', 'Date'],
  channel: ['Channel', '渠道', '流量来源', '来源', 'Source', 'Traffic Source', 'Default Channel Group'],
  visitors: ['Visitors', '访客数', '访客', '独立访客', 'UV', 'Users', 'Unique Visitors', 'Total Users'],
  page_views: ['Page Views', '浏览量', '浏览次数', '访问量', 'PV', 'Views'],
  sessions: ['Sessions', '会话数', '访问次数', 'Visits'],
  bounces: ['Bounces', '跳失数', '跳出数', '跳出次数', 'Bounced Sessions'],
};

const spend: ColumnCandidates = {
  day: ['Day', '日期', '统计日期', '时间', 'Date'],
  channel: ['Channel', '渠道', '推广渠道', '媒体', '平台', 'Source', 'Media', 'Platform', 'Network'],
  campaign: ['Campaign', '推广计划', '计划名称', '计划', '活动名称', '广告系列', 'Campaign Name'],
  cost: ['Cost', '花费', '消耗', '广告花费', '推广费用', '费用', '投放金额', 'Spend', 'Ad Spend', 'Amount Spent'],
  impressions: ['Impressions', '展现量', '曝光量', '展示次数', '曝光', '展现'],
  clicks: ['Clicks', '点击量', '点击数', '点击次数', '点击', 'Link Clicks'],
};

const customers: ColumnCandidates = {
  customer_id: ['Customer ID', '客户编号', '客户ID', '会员ID', '会员编号', '用户ID', '买家ID', '会员名', '买家昵称', 'Member ID', 'User ID', 'uid', 'Customer'],
  registered_at: ['Registered At', '注册时间', '注册日期', '入会时间', '创建时间', 'Sign Up Date', 'Registration Date', 'Created At', 'Joined At'],
  region: ['Region', '地区', '省份', 'Country', 'Province', 'State'],
  tags: ['Tags', '标签', '客户标签', '会员标签', 'Labels'],
  last_ordered_at: ['Last Ordered At', '最近购买时间', '最近下单时间', '最后购买时间', '最近交易时间', 'Most Recent Visit', 'Last Order Date', 'Last Purchase Date'],
  orders: ['Orders', '订单数', '购买次数', '成交订单数', '交易笔数', 'Number Of Orders', 'Orders Count', 'Order Count', 'Frequency'],
  net: ['Net', '累计消费金额', '累计消费', '消费金额', '交易总额', '成交金额', 'Revenue', 'Total Spent', 'Lifetime Value', 'Monetary'],
};

const targets: ColumnCandidates = {
  metric: ['Metric', '指标', '指标名称', 'KPI'],
  from: ['From', '开始日期', '起始日期', 'Start Date', 'Start'],
  to: ['To', '结束日期', '截止日期', 'End Date', 'End'],
  value: ['Value', '目标', '目标值', 'Target', 'Goal'],
};

const service: ColumnCandidates = {
  id: ['ID', '工单编号', '工单号', '评价编号', 'Ticket ID', 'Review ID', 'Case ID'],
  at: ['At', '创建时间', '工单时间', '评价时间', '时间', 'Created At', 'Opened At', 'Date'],
  customer_id: [
    'Customer ID', '客户编号', '客户ID', '会员ID', '会员编号', '用户ID', '买家ID', '会员名', '买家昵称', '买家会员名', '咨询人', 'Requester ID', 'Member ID', 'User ID', 'Customer',
  ],
  kind: ['Kind', '类型', '问题类型', '工单类型', 'Type', 'Ticket Type'],
  responded_at: ['Responded At', '首次响应时间', '响应时间', 'First Response At', 'First Response Time'],
  resolved_at: ['Resolved At', '解决时间', '完结时间', 'Closed At', 'Solved At'],
  score: ['Score', '评分', '满意度', '星级', 'Rating', 'Stars', 'CSAT'],
  channel: ['Channel', '渠道', '来源', 'Source'],
};

export const SYNONYMS: Readonly<Record<TableName, ColumnCandidates>> = {
  order_lines: orderLines, events, traffic, stock, spend, customers, targets, service,
};
