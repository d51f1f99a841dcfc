import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import type {TemplateResult} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';

import 'tillboard';

import {widgetArgTypes} from './arg-types.ts';
import type {WidgetArgs} from './arg-types.ts';
import {widthClass} from './layout.ts';
import type {Width} from './layout.ts';
import {sourceNamed} from './sources.ts';
import {expected, pressing} from './story-parameters.ts';

interface InventoryArgs extends WidgetArgs {
  by?: string;
  color?: string;
  asOf?: string;
  leadTimeDays?: number;
  serviceLevel?: number;
  limit?: number;
  renderer?: string;
  width: Width;
}

function renderInventory(args: InventoryArgs): TemplateResult {
  return html`<div class=${widthClass(args.width)}>
    <till-inventory-heatmap
      .source=${sourceNamed(args.data)}
      heading=${ifDefined(args.heading)}
      heading-level=${ifDefined(args.headingLevel)}
      by=${ifDefined(args.by)}
      color=${ifDefined(args.color)}
      as-of=${ifDefined(args.asOf)}
      lead-time-days=${ifDefined(args.leadTimeDays)}
      service-level=${ifDefined(args.serviceLevel)}
      limit=${ifDefined(args.limit)}
      renderer=${ifDefined(args.renderer)}
    ></till-inventory-heatmap>
  </div>`;
}

const meta: Meta<InventoryArgs> = {
  title: 'Elements/Inventory heatmap',
  component: 'till-inventory-heatmap',
  args: {data: 'shop', width: 1080},
  argTypes: {
    ...widgetArgTypes,
    by: {control: 'inline-radio', options: ['sku', 'category'], description: 'Rows of the board.'},
    color: {control: 'inline-radio', options: ['state', 'cover'], description: 'What cells are coloured by and show.'},
    asOf: {control: 'text', description: '`as-of`, `YYYY-MM-DD`: the day that is spoken of.'},
    leadTimeDays: {control: 'number', description: '`lead-time-days`, for SKUs whose rows do not say.'},
    serviceLevel: {control: {type: 'range', min: 0.5, max: 0.99, step: 0.01}, description: '`service-level`'},
    limit: {control: 'number', description: 'Rows that are drawn, most urgent first.'},
    renderer: {control: 'inline-radio', options: ['svg', 'canvas']},
    width: {control: 'select', options: [260, 320, 360, 720, 1080], table: {category: 'story'}},
  },
  render: renderInventory,
};
export default meta;

type Story = StoryObj<InventoryArgs>;

/** Products by warehouse, most urgent first, and what to order. */
export const Ready: Story = {};

export const ByCategory: Story = {args: {by: 'category'}};

/** Days that stock lasts at the pace of the last four weeks. */
export const ByCover: Story = {args: {color: 'cover'}};

export const CategoriesByCover: Story = {args: {by: 'category', color: 'cover'}};

export const Narrow: Story = {args: {width: 320}};

export const FewRows: Story = {args: {limit: 8, width: 720}};

/** Longer lead time and higher service level order more. */
export const CautiousOrder: Story = {args: {leadTimeDays: 21, serviceLevel: 0.99}};

export const Canvas: Story = {args: {renderer: 'canvas'}};

export const Table: Story = {play: pressing('till-inventory-heatmap', 'button.tool')};

/** Only what the first sign of the legend stands for. */
export const OneState: Story = {play: pressing('till-inventory-heatmap', '.controls button')};

export const Loading: Story = {args: {data: 'never answers'}, parameters: expected({states: ['loading']})};

export const Refreshing: Story = {args: {data: 'refreshing'}, parameters: expected({states: ['refreshing']})};

export const Stale: Story = {args: {data: 'stale'}, parameters: expected({states: ['ready', 'stale']})};

export const NoRows: Story = {args: {data: 'no rows'}, parameters: expected({states: ['empty']})};

export const MissingTable: Story = {args: {data: 'orders only'}, parameters: expected({states: ['empty']})};

/** Rows that name no category stand together, and say so. */
export const WithoutCategories: Story = {args: {data: 'few columns', by: 'category'}};

/** Stock alone: without sales nothing says how long it lasts. */
export const WithoutSales: Story = {args: {data: 'stock only'}};

export const Failed: Story = {
  args: {data: 'fails'},
  parameters: expected({states: ['error'], warns: /<till-inventory-heatmap> shows an error: The shop’s server/}),
};

export const ImpossibleServiceLevel: Story = {
  args: {serviceLevel: 1},
  parameters: expected({states: ['error'], warns: /<till-inventory-heatmap> shows an error: .*\b1\b/}),
};

export const OneProduct: Story = {args: {data: 'one customer'}};

export const HostileNames: Story = {args: {data: 'hostile names'}};
