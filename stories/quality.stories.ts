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

interface QualityArgs extends WidgetArgs {
  table?: string;
  accept: readonly {readonly reason: string}[];
  width: Width;
}

function renderQuality(args: QualityArgs): TemplateResult {
  return html`<div class=${widthClass(args.width)}>
    <till-quality
      .source=${sourceNamed(args.data)}
      .accept=${args.accept}
      table=${ifDefined(args.table)}
      heading=${ifDefined(args.heading)}
      heading-level=${ifDefined(args.headingLevel)}
    ></till-quality>
  </div>`;
}

const meta: Meta<QualityArgs> = {
  title: 'Elements/Data quality',
  component: 'till-quality',
  args: {data: 'dirty rows', width: 720, accept: []},
  argTypes: {
    ...widgetArgTypes,
    table: {control: 'select', options: ['order_lines', 'events', 'stock'], description: 'Only this table.'},
    accept: {control: 'object', description: 'Findings that are known and taken as they are.'},
    width: {control: 'select', options: [320, 360, 720], table: {category: 'story'}},
  },
  render: renderQuality,
};
export default meta;

type Story = StoryObj<QualityArgs>;

/** An export that went wrong in most ways that exports do. */
export const DirtyRows: Story = {};

export const CleanShop: Story = {args: {data: 'shop'}};

export const OneTable: Story = {args: {table: 'stock'}};

/** What was accepted stays in sight and lowers no score. */
export const Accepted: Story = {args: {accept: [{reason: 'missing-customer'}, {reason: 'refund-above-paid'}]}};

export const AllFindings: Story = {play: pressing('till-quality', '.findings > .button')};

export const Narrow: Story = {args: {width: 320}};

export const Table: Story = {play: pressing('till-quality', 'button.tool')};

export const Loading: Story = {args: {data: 'never answers'}, parameters: expected({states: ['loading']})};

export const NoRows: Story = {args: {data: 'no rows'}};

export const Failed: Story = {args: {data: 'fails'}, parameters: expected({states: ['error'], warns: /<till-quality> shows an error: The shop’s server/})};

/** A page may ask for a least quality: every number below it says so. */
export const GateOnNumbers: Story = {
  render: (args) => html`<till-cockpit .source=${sourceNamed(args.data)} min-quality="80" period="all">
    <till-kpi half metric="net_sales"></till-kpi>
    <till-kpi half metric="orders"></till-kpi>
  </till-cockpit>`,
};
