/** How the exports of known shop systems map to canonical tables: plain data, tried before the general synonyms. */

import type {DateOrder} from './cells/parse-time.ts';
import type {ColumnCandidates} from './mapping/column-rules.ts';
import type {OrderStatus, TableName} from './schema.ts';

export interface PresetTable {
  readonly columns?: ColumnCandidates;
  /** Texts that stand for a missing id, per canonical column. */
  readonly missing?: Readonly<Record<string, readonly string[]>>;
  /** Columns that the file gives only in an order's first row; the other rows of the order take them from there. */
  readonly fillFromOrder?: readonly string[];
}

export interface Preset {
  readonly tables?: Partial<Readonly<Record<TableName, PresetTable>>>;
  /** Status texts beside the general ones. */
  readonly statusMap?: Readonly<Record<string, OrderStatus>>;
  readonly dateOrder?: DateOrder;
}

export type PresetName = 'generic' | 'taobao' | 'shopify' | 'woocommerce';

/** Order reports of the Taobao and Tmall seller centre (千牛): one row an order line. */
const taobao: Preset = {
  tables: {
    order_lines: {
      columns: {
        order_id: ['主订单编号', '订单编号'],
        line_id: ['子订单编号'],
        customer_id: ['买家会员名', '买家昵称', '买家ID'],
        ordered_at: ['订单创建时间', '创建时间'],
        paid_at: ['订单付款时间', '付款时间'],
        sku: ['商家编码', '外部系统编号', '商品ID'],
        product: ['商品标题', '宝贝标题', '标题'],
        quantity: ['购买数量', '宝贝总数量', '商品数量'],
        net: ['买家实际支付金额', '买家实付金额', '买家应付货款'],
        status: ['订单状态', '交易状态'],
        refund: ['退款金额'],
        shipping: ['买家应付邮费'],
      },
    },
  },
};

/**
 * Shopify: the admin's order export (CSV, one row a line, an order's own columns only in its first row) and the REST orders (JSON, split
 * at `line_items`; see `shops/`). In the export a line's net is price × quantity less the line's own discount, since it does not say
 * how the order's discounts are spread. REST orders are dated by `processed_at`, as Shopify's own reports are: orders brought in from another
 * shop system were all created on one day.
 */
const shopify: Preset = {
  tables: {
    order_lines: {
      columns: {
        order_id: ['order_key', 'Name', 'id'],
        line_id: ['line_items.id'],
        customer_id: ['customer.id', 'Email', 'email'],
        ordered_at: [{firstOf: ['processed_at', 'created_at']}, 'Created at', 'created_at'],
        paid_at: ['Paid at'],
        shipped_at: ['Fulfilled at'],
        sku: ['Lineitem sku', {firstOf: ['line_items.sku', 'line_items.variant_id']}, 'line_items.sku'],
        product: ['Lineitem name', 'line_items.title'],
        quantity: ['Lineitem quantity', 'line_items.quantity'],
        net: [
          {multiply: ['Lineitem price', 'Lineitem quantity'], minus: ['Lineitem discount']},
          {multiply: ['line_items.price', 'line_items.quantity'], minus: ['line_items.discount_amount', 'line_items.included_tax']},
          {multiply: ['line_items.price', 'line_items.quantity'], minus: ['line_items.total_discount']},
          {multiply: ['Lineitem price', 'Lineitem quantity']},
        ],
        list_price: ['Lineitem compare at price'],
        discount: ['Lineitem discount', 'line_items.discount_amount', 'line_items.total_discount'],
        status: ['order_status', 'Financial Status', 'financial_status'],
        refund: ['line_items.refund_amount', 'Refunded Amount'],
        refunded_at: ['line_items.refunded_at'],
        region: ['Shipping Province Name', 'Shipping Province', 'shipping_address.province', 'Shipping Country', 'shipping_address.country'],
        channel: ['Source', 'source_name'],
        currency: ['Currency', 'currency'],
        // An order's tax and shipping stand in its first row; as a line's they would be counted once, as they should.
        tax: ['Taxes', 'line_items.tax_amount'],
        shipping: ['Shipping', 'line_items.shipping_amount'],
      },
      fillFromOrder: ['status', 'ordered_at', 'paid_at', 'shipped_at', 'customer_id', 'region', 'channel', 'currency'],
    },
    stock: {
      columns: {
        sku: ['SKU', 'Variant SKU'],
        product: ['Title'],
        warehouse: ['Location'],
        on_hand: ['On hand', 'On hand (current)', 'Available', 'Variant Inventory Qty'],
        in_transit: ['Incoming'],
        reserved: ['Committed'],
        unit_cost: ['Cost per item'],
        price: ['Variant Price'],
      },
    },
  },
};

/** WooCommerce: REST orders split at `line_items` (see `shops/`), and the common order-export plug-ins. Customer 0 is a guest. */
const woocommerce: Preset = {
  tables: {
    order_lines: {
      columns: {
        order_id: ['Order ID', 'Order Number', 'number', 'id'],
        line_id: ['line_items.id', 'Item ID'],
        customer_id: ['customer_id', 'Customer User ID', 'Customer ID', 'billing.email', 'Billing Email Address'],
        ordered_at: ['ordered_at_utc', 'date_created', 'Order Date', 'Date'],
        paid_at: ['paid_at_utc', 'date_paid', 'Paid Date'],
        sku: [{firstOf: ['line_items.sku', 'line_items.product_id']}, 'line_items.sku', 'line_items.product_id', 'SKU', 'Product ID'],
        product: ['line_items.name', 'Item Name', 'Product Name'],
        quantity: ['line_items.quantity', 'Quantity', 'Quantity (- Refund)'],
        net: ['line_items.net_amount', 'line_items.total', 'Order Line Total', 'Item Total', 'Item Cost'],
        discount: ['line_items.discount_amount'],
        tax: ['line_items.tax_amount', 'line_items.total_tax'],
        shipping: ['line_items.shipping_amount'],
        refund: ['line_items.refund_amount'],
        refunded_at: ['line_items.refunded_at'],
        status: ['status', 'Order Status', 'Status'],
        region: ['shipping.state', 'billing.state', 'billing.country', 'State Code (Shipping)', 'Country Code (Billing)'],
        channel: ['created_via'],
        currency: ['currency', 'Order Currency'],
      },
      missing: {customer_id: ['0']},
    },
    stock: {columns: {on_hand: ['stock_quantity', 'Stock'], product: ['name', 'Name'], price: ['price', 'Regular price']}},
  },
};

export const PRESETS: Readonly<Record<PresetName, Preset>> = {generic: {}, taobao, shopify, woocommerce};
