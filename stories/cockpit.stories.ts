import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import type {TemplateResult} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import type {Filter} from 'tillboard/engine';

import 'tillboard';

import {compareArgType, periodArgType, widgetArgTypes} from './arg-types.ts';
import {widthClass} from './layout.ts';
import type {Width} from './layout.ts';
import {shopOf, sourceNamed} from './sources.ts';
import type {SourceName} from './sources.ts';
import {expected} from './story-parameters.ts';

interface CockpitArgs {
  data: SourceName;
  period?: string;
  compare?: string;
  trendColors?: string;
  /** Only what was done on phones. */
  phonesOnly?: boolean;
  width?: Width;
}

/** What visitors and buyers came with, in the words of the page's shop. */
function phoneFilter(): readonly Filter[] {
  const phone = shopOf().tables.order_lines.device.find((device) => /phone|mobile|手机/i.test(String(device)));
  return [{dimension: 'device', in: [String(phone)]}];
}

function renderCockpit(args: CockpitArgs): TemplateResult {
  return html`<div class=${args.width ? widthClass(args.width) : ''}>
    <till-cockpit
      .source=${sourceNamed(args.data)}
      .filters=${args.phonesOnly ? phoneFilter() : []}
      period=${ifDefined(args.period)}
      compare=${ifDefined(args.compare)}
      trend-colors=${ifDefined(args.trendColors)}
    >
      <till-kpi metric="net_sales"></till-kpi>
      <till-kpi metric="orders"></till-kpi>
      <till-kpi metric="gross_margin_rate"></till-kpi>
      <till-kpi metric="refunds"></till-kpi>
      <till-funnel half steps="view cart checkout pay"></till-funnel>
      <till-rfm-grid half></till-rfm-grid>
      <till-inventory-heatmap wide limit="12"></till-inventory-heatmap>
    </till-cockpit>
  </div>`;
}

const meta: Meta<CockpitArgs> = {
  title: 'Elements/Cockpit',
  component: 'till-cockpit',
  args: {data: 'shop', period: 'last-30-days', compare: 'previous-period previous-year', phonesOnly: false},
  argTypes: {
    data: widgetArgTypes.data,
    period: {...periodArgType, description: 'For every widget that has none of its own.'},
    compare: compareArgType,
    trendColors: {control: 'select', options: ['auto', 'red-up', 'green-up', 'good-bad', 'neutral'], description: '`trend-colors`'},
    phonesOnly: {control: 'boolean', description: 'Sets `filters` to one device.', table: {category: 'story'}},
    width: {control: 'select', options: [undefined, 360, 720, 1080], table: {category: 'story'}},
  },
  render: renderCockpit,
};
export default meta;

type Story = StoryObj<CockpitArgs>;

/** All four kinds of widget on one source, one period and one comparison. */
export const Ready: Story = {};

export const Narrow: Story = {args: {width: 360}};

export const TwoColumns: Story = {args: {width: 720}};

/** The month so far. */
export const Partial: Story = {args: {period: 'this-month'}};

/** A filter reaches every widget whose rows have the column. */
export const PhonesOnly: Story = {args: {phonesOnly: true}};

export const Loading: Story = {args: {data: 'never answers'}, parameters: expected({states: ['loading']})};

export const Refreshing: Story = {args: {data: 'refreshing'}, parameters: expected({states: ['refreshing']})};

export const Stale: Story = {args: {data: 'stale'}, parameters: expected({states: ['ready', 'stale']})};

/** Every widget says it for itself; each can try again. */
export const Failed: Story = {args: {data: 'fails'}, parameters: expected({states: ['error'], warns: /shows an error: The shop’s server/})};

/** A source that came without some tables: the widgets that have theirs stand. */
export const MissingTables: Story = {args: {data: 'orders only'}, parameters: expected({states: ['ready|empty']})};

/** Before the page has given it a source. */
export const WithoutSource: Story = {
  render: () => html`<till-cockpit>
    <till-kpi metric="net_sales"></till-kpi>
    <till-funnel half></till-funnel>
  </till-cockpit>`,
  parameters: expected({states: ['idle']}),
};
