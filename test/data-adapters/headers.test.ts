import {expect} from 'chai';

import {createCsvAdapter} from '../../data-adapters/csv.ts';
import {guessAs, guessTable} from '../../data-adapters/headers.ts';
import {SYNONYMS} from '../../data-adapters/mapping/header-synonyms.ts';
import {PRESETS} from '../../data-adapters/presets.ts';
import {SCHEMA, TABLE_NAMES} from '../../data-adapters/schema.ts';
import {cells, errorOf, issues} from './tables.ts';

describe('guessTable', () => {
  it('knows the table of exports in both languages', () => {
    const headers: readonly (readonly [string, string])[] = [
      ['order_lines', '订单编号,订单创建时间,订单付款时间,商品标题,商品数量,买家实际支付金额,订单状态'],
      ['order_lines', 'Row ID,Order ID,Order Date,Ship Date,Customer ID,Product ID,Category,Product Name,Sales,Quantity,Discount,Profit'],
      ['order_lines', 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'],
      ['order_lines', 'household_id,store_id,basket_id,product_id,quantity,sales_value,transaction_timestamp'],
      ['events', 'user_id,session_id,event,timestamp,platform,acquisition_channel'],
      ['events', '访客ID,事件名称,发生时间'],
      ['stock', 'Sku,unit cost,lead-time,retail_price,quantity_on_hand,backlog'],
      ['stock', '商品编码,商品名称,仓库,现货库存,在途库存,安全库存'],
      ['traffic', '日期,访客数,浏览量'],
      ['spend', '日期,推广渠道,花费,展现量,点击量'],
      ['customers', 'customer_id,revenue,most_recent_visit,number_of_orders,recency_days'],
      ['targets', 'metric,from,to,value'],
      ['service', '工单编号,创建时间,问题类型,满意度'],
    ];
    for (const [table, row] of headers) {
      const guess = guessTable(row.split(','));
      expect(guess.table, row).to.equal(table);
      expect(guess.missing, row).to.deep.equal([]);
    }
  });

  it('says which header is which, what is missing and what is left over', () => {
    expect(guessTable(['ORDER_ID ', '下单时间', '实付金额（元）', '件数', '天气'])).to.deep.equal({
      table: 'order_lines',
      columns: {order_id: 'ORDER_ID', ordered_at: '下单时间', quantity: '件数', net: '实付金额（元）'},
      missing: [],
      unused: ['天气'],
    });
    expect(guessAs('stock', ['SKU', 'colour'])).to.deep.equal({table: 'stock', columns: {sku: 'SKU'}, missing: ['on_hand'], unused: ['colour']});
  });

  it('works an amount out of price and quantity, but not beside a discount of unknown kind', () => {
    const base = ['order id', 'order date', 'qty', 'unit price'];
    expect(guessAs('order_lines', base).columns.net).to.deep.equal({multiply: ['unit price', 'qty']});
    expect(guessAs('order_lines', [...base, 'discount rate']).columns.net).to.deep.equal({multiply: ['unit price', 'qty', {oneMinus: 'discount rate'}]});
    expect(guessAs('order_lines', [...base, 'discount amount']).columns.net).to.deep.equal({multiply: ['unit price', 'qty'], minus: ['discount amount']});
    expect(guessAs('order_lines', [...base, 'Discount']).missing).to.deep.equal(['net']);
  });

  it('serves only columns that the tables have', () => {
    for (const table of TABLE_NAMES) {
      for (const candidates of [SYNONYMS[table], ...Object.values(PRESETS).map((preset) => preset.tables?.[table]?.columns ?? {})]) {
        for (const column of Object.keys(candidates)) expect(SCHEMA[table], `${table}.${column}`).to.have.property(column);
      }
      for (const [column, spec] of Object.entries(SCHEMA[table])) if (spec.required) expect(SYNONYMS[table]).to.have.property(column);
    }
  });
});

describe('a file without set-up', () => {
  it('is read by its headers, and a calculated amount is reported', async () => {
    const text = 'InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID\n536365,85123A,6,2010-12-01 08:26:00,2.55,17850.0\nC536379,D,-1,2010-12-01 09:41:00,27.5,\n';
    const tables = await createCsvAdapter({order_lines: text}, {timeZone: 'Europe/London'}).load();
    expect(cells(tables, 'order_id')).to.deep.equal(['536365', 'C536379']);
    expect(cells(tables, 'customer_id')).to.deep.equal(['17850.0', null]);
    expect(cells(tables, 'net')).to.deep.equal([15.3, -27.5]);
    expect(issues(tables)).to.deep.equal(['derived-column net corrected 1', 'missing-customer customer_id kept 1']);
  });

  it('keeps a header that is already a column of the kit', async () => {
    const tables = await createCsvAdapter({order_lines: 'order_id,ordered_at,quantity,net,Sales,city\n1,2024-03-01,1,5,9,杭州\n'}).load();
    expect(cells(tables, 'net')).to.deep.equal([5]);
    expect(cells(tables, 'Sales')).to.deep.equal([9]);
    expect(cells(tables, 'city')).to.deep.equal(['杭州']);
  });

  it('of Shopify takes what only an order’s first row says', async () => {
    const text = [
      'Name,Email,Financial Status,Paid at,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem discount,Refunded Amount',
      '#1001,a@x.example,paid,2024-03-01 10:00:05 +0800,CNY,2024-03-01 10:00:00 +0800,2,Cup,9.90,C1,1.80,5.00',
      '#1001,a@x.example,,,,2024-03-01 10:00:00 +0800,1,Pot,20.00,P1,0.00,',
      '#1002,,refunded,,CNY,2024-03-01 11:00:00 +0800,1,Pot,20.00,P1,0.00,20.00',
    ].join('\n');
    const tables = await createCsvAdapter({order_lines: text}, {preset: 'shopify', timeZone: 'Asia/Shanghai'}).load();
    expect(cells(tables, 'order_id')).to.deep.equal(['#1001', '#1001', '#1002']);
    expect(cells(tables, 'status')).to.deep.equal(['paid', 'paid', 'refunded']);
    expect(cells(tables, 'paid_at')).to.deep.equal(['2024-03-01T02:00:05.000Z', '2024-03-01T02:00:05.000Z', null]);
    expect(cells(tables, 'net')).to.deep.equal([18, 20, 20]);
    expect(cells(tables, 'refund')).to.deep.equal([5, null, 20]);
  });

  it('of Taobao needs its preset’s name and nothing else', async () => {
    const text = '主订单编号,子订单编号,买家会员名,订单创建时间,订单付款时间,商品标题,购买数量,买家实际支付金额,订单状态\n="0012","=""11""",t**,2024-03-01 00:10:00,,杯,2,￥19.80,等待买家付款\n';
    const tables = await createCsvAdapter({order_lines: text}, {preset: 'taobao', timeZone: 'Asia/Shanghai'}).load();
    expect(cells(tables, 'order_id')).to.deep.equal(['0012']);
    expect(cells(tables, 'line_id')).to.deep.equal(['11']);
    expect(cells(tables, 'status')).to.deep.equal(['pending']);
    expect(cells(tables, 'net')).to.deep.equal([19.8]);
    expect(cells(tables, 'ordered_at')).to.deep.equal(['2024-02-29T16:10:00.000Z']);
    expect((await errorOf(() => createCsvAdapter({order_lines: text}, {preset: 'amazon' as 'taobao'}).load(), 'schema')).message).to.match(/"amazon".*taobao/);
  });
});
