import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import type {TemplateResult} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import {AdapterError} from 'tillboard/data-adapters/adapter';
import type {Adapter} from 'tillboard/data-adapters/adapter';

import 'tillboard';

import './layout.ts';
import {shopOf} from './sources.ts';
import {expected} from './story-parameters.ts';

const ORDERS = new URL('../demo/script-tag/orders.csv', import.meta.url).href;
const EVENTS = new URL('../demo/script-tag/events.csv', import.meta.url).href;
const STOCK = new URL('../demo/script-tag/stock.csv', import.meta.url).href;

interface DataArgs {
  id: string;
  orderLines?: string;
  events?: string;
  stock?: string;
  timeZone?: string;
  currency?: string;
  now?: string;
  encoding?: string;
  dateOrder?: string;
}

/** The page of all stories shows them side by side, so each has an id of its own. */
const widgets = (id: string): TemplateResult => html`<till-cockpit source=${id} period="last-30-days">
  <till-kpi half metric="net_sales"></till-kpi>
  <till-kpi half metric="orders"></till-kpi>
  <till-funnel half></till-funnel>
  <till-inventory-heatmap half limit="8"></till-inventory-heatmap>
</till-cockpit>`;

const tile = (id: string): TemplateResult => html`<till-kpi source=${id} metric="net_sales"></till-kpi>`;

function renderData(args: DataArgs): TemplateResult {
  return html`<till-data
      id=${args.id}
      order-lines=${ifDefined(args.orderLines)}
      events=${ifDefined(args.events)}
      stock=${ifDefined(args.stock)}
      time-zone=${ifDefined(args.timeZone)}
      currency=${ifDefined(args.currency)}
      now=${ifDefined(args.now)}
      encoding=${ifDefined(args.encoding)}
      date-order=${ifDefined(args.dateOrder)}
    ></till-data>
    ${widgets(args.id)}`;
}

const csv = (text: string): string => `data:text/csv;charset=utf-8,${encodeURIComponent(text)}`;

const adapterOf = (load: Adapter['load']): Adapter => ({load});

const meta: Meta<DataArgs> = {
  title: 'Elements/Data',
  component: 'till-data',
  args: {id: 'files', orderLines: ORDERS, events: EVENTS, stock: STOCK, timeZone: 'Asia/Shanghai', currency: 'CNY', now: 'data'},
  argTypes: {
    id: {control: 'text', description: 'What widgets name it by.'},
    orderLines: {control: 'text', description: '`order-lines`: address of a CSV, TSV or JSON file.'},
    events: {control: 'text'},
    stock: {control: 'text'},
    timeZone: {control: 'select', options: ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'UTC'], description: '`time-zone` of the shop.'},
    currency: {control: 'select', options: ['CNY', 'EUR', 'USD', 'JPY']},
    now: {control: 'text', description: 'The clock: an instant, or `data` for the end of the rows.'},
    encoding: {control: 'select', options: [undefined, 'utf-8', 'gb18030', 'utf-16le']},
    dateOrder: {control: 'inline-radio', options: ['ymd', 'mdy', 'dmy'], description: '`date-order`'},
  },
  render: renderData,
};
export default meta;

type Story = StoryObj<DataArgs>;

/** Three files of the page; the element draws nothing, widgets name it by its id. */
export const FromFiles: Story = {};

/** Rows that the page has already. */
export const FromRows: Story = {
  render: () => {
    const {tables, options} = shopOf();
    return html`<till-data id="own-rows" .tables=${tables} .options=${options}></till-data>${widgets('own-rows')}`;
  },
};

/** Headers as a Chinese back office writes them, amounts with signs and separators. */
export const ChineseHeaders: Story = {
  render: () => html`<till-data
      id="chinese-headers"
      time-zone="Asia/Shanghai"
      now="data"
      order-lines=${csv('订单编号,下单时间,商品编码,数量,实付金额\n10001,2024-12-16 09:30,TE-01,1,"¥1,168.00"\n10002,2024-12-17 20:11,CO-01,2,¥98.00\n')}
    ></till-data>
    ${tile('chinese-headers')}`,
};

/** One file of three: the widgets of the others say which table they miss. */
export const OneFileOnly: Story = {
  args: {id: 'orders-only', events: undefined, stock: undefined},
  parameters: expected({states: ['ready|empty']}),
};

export const Loading: Story = {
  render: () => html`<till-data id="silent" .adapter=${SILENT}></till-data>${tile('silent')}`,
  parameters: expected({states: ['loading']}),
};

/** A shop's server that cannot be reached. */
export const Unreachable: Story = {
  render: () => html`<till-data id="unreachable" .adapter=${UNREACHABLE}></till-data>${tile('unreachable')}`,
  parameters: expected({states: ['error'], warns: /shows an error: rows\.example/}),
};

/** A header without the columns that a table cannot do without. */
export const WrongFile: Story = {
  render: () => html`<till-data id="wrong-file" order-lines=${csv('name,phone\nLin,12345\n')}></till-data>${tile('wrong-file')}`,
  parameters: expected({states: ['error'], warns: /shows an error: .*order_lines/}),
};

/** A header and no row. */
export const HeaderAlone: Story = {
  render: () => html`<till-data id="header-alone" time-zone="Asia/Shanghai" now="2024-12-18T14:30:00+08:00"
      order-lines=${csv('order_id,ordered_at,sku,quantity,net\n')}></till-data>
    <till-kpi source="header-alone" metric="aov"></till-kpi>`,
  parameters: expected({states: ['empty']}),
};

/** A widget that names an element which is not there. */
export const UnknownId: Story = {
  render: () => html`<till-kpi source="nowhere" metric="net_sales"></till-kpi>`,
  parameters: expected({states: ['idle']}),
};

const SILENT = adapterOf(() => new Promise(() => undefined));
const UNREACHABLE = adapterOf(() =>
  Promise.reject(new AdapterError('rows.example did not answer. Check the connection and try again.', {kind: 'network', source: 'rows.example'})),
);
