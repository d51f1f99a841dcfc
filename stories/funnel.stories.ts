import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import type {TemplateResult} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';

import 'tillboard';

import {compareArgType, periodArgType, widgetArgTypes} from './arg-types.ts';
import type {WidgetArgs} from './arg-types.ts';
import {widthClass} from './layout.ts';
import type {Width} from './layout.ts';
import {sourceNamed} from './sources.ts';
import {expected, pressing} from './story-parameters.ts';

interface FunnelArgs extends WidgetArgs {
  steps: string;
  within?: string;
  order?: string;
  actor?: string;
  by?: string;
  renderer?: string;
  width: Width;
}

function renderFunnel(args: FunnelArgs): TemplateResult {
  return html`<div class=${widthClass(args.width)}>
    <till-funnel
      .source=${sourceNamed(args.data)}
      steps=${args.steps}
      heading=${ifDefined(args.heading)}
      heading-level=${ifDefined(args.headingLevel)}
      period=${ifDefined(args.period)}
      compare=${ifDefined(args.compare)}
      within=${ifDefined(args.within)}
      order=${ifDefined(args.order)}
      actor=${ifDefined(args.actor)}
      by=${ifDefined(args.by)}
      renderer=${ifDefined(args.renderer)}
    ></till-funnel>
  </div>`;
}

const meta: Meta<FunnelArgs> = {
  title: 'Elements/Funnel',
  component: 'till-funnel',
  args: {data: 'shop', steps: 'view cart checkout pay', width: 720},
  argTypes: {
    ...widgetArgTypes,
    steps: {control: 'text', description: 'Names of the events, in order.'},
    period: periodArgType,
    compare: compareArgType,
    within: {control: 'select', options: ['30m', '2h', '24h', '7d', '30d', 'none'], description: 'Time to finish, from the first step.'},
    order: {control: 'select', options: ['ordered', 'strict', 'any', 'open'], description: 'How steps must follow each other.'},
    actor: {control: 'select', options: ['user_id', 'session_id'], description: 'Column that tells actors apart.'},
    by: {control: 'select', options: ['device', 'channel', 'sku'], description: 'Dimensions to split by.'},
    renderer: {control: 'inline-radio', options: ['svg', 'canvas']},
    width: {control: 'select', options: [260, 320, 360, 720, 1080], table: {category: 'story'}},
  },
  render: renderFunnel,
};
export default meta;

type Story = StoryObj<FunnelArgs>;

/** How far visitors of the last 30 days got within a week, and where most of them left. */
export const Ready: Story = {};

/** The pay page failed on phones early in December. */
export const ByDevice: Story = {args: {by: 'device', period: '2024-12-01/2024-12-07'}};

/** More groups than are drawn: the table has them all. */
export const ByProduct: Story = {args: {by: 'sku', width: 1080}};

export const Compared: Story = {args: {compare: 'previous-period', period: '2024-12-01/2024-12-07'}};

export const ComparedByDevice: Story = {args: {compare: 'previous-period', by: 'device'}};

export const Narrow: Story = {args: {width: 320}};

export const NarrowByDevice: Story = {args: {width: 260, by: 'device', compare: 'previous-period'}};

/** No other event between two steps. */
export const Strict: Story = {args: {order: 'strict'}};

export const AnyOrder: Story = {args: {order: 'any'}};

/** Each step counted for itself: a later one can have more. */
export const Open: Story = {args: {order: 'open', steps: 'pay cart view'}};

export const BySession: Story = {args: {actor: 'session_id', within: '30m'}};

export const OneStep: Story = {args: {steps: 'view'}};

/** Nobody does the third step. */
export const DeadEnd: Story = {args: {steps: 'view cart wishlist pay'}};

export const Partial: Story = {args: {period: 'this-month', compare: 'previous-period'}, parameters: expected({states: ['ready', 'partial']})};

export const Canvas: Story = {args: {renderer: 'canvas'}};

export const Table: Story = {args: {by: 'device'}, play: pressing('till-funnel', 'button.tool')};

export const Loading: Story = {args: {data: 'never answers'}, parameters: expected({states: ['loading']})};

export const Refreshing: Story = {args: {data: 'refreshing'}, parameters: expected({states: ['refreshing']})};

export const Stale: Story = {args: {data: 'stale'}, parameters: expected({states: ['ready', 'stale']})};

export const NoRows: Story = {args: {data: 'no rows'}, parameters: expected({states: ['empty']})};

export const EmptyPeriod: Story = {args: {period: '2019'}, parameters: expected({states: ['empty']})};

export const MissingTable: Story = {args: {data: 'orders only'}, parameters: expected({states: ['empty']})};

export const MissingColumn: Story = {args: {data: 'few columns', actor: 'session_id'}, parameters: expected({states: ['empty']})};

export const Failed: Story = {args: {data: 'fails'}, parameters: expected({states: ['error'], warns: /<till-funnel> shows an error: The shop’s server/})};

export const ImpossibleWindow: Story = {
  args: {within: 'soon'},
  parameters: expected({states: ['error'], warns: /<till-funnel> shows an error: .*soon/}),
};

export const OneCustomer: Story = {args: {data: 'one customer'}};

/** Steps and groups whose names try to be code. */
export const HostileNames: Story = {args: {data: 'hostile names', steps: 'a\'b __proto__ a|b', by: 'device', order: 'any'}};
