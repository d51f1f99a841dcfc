import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import type {TemplateResult} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';

import 'tillboard';

import {periodArgType, widgetArgTypes} from './arg-types.ts';
import type {WidgetArgs} from './arg-types.ts';
import {widthClass} from './layout.ts';
import type {Width} from './layout.ts';
import {sourceNamed} from './sources.ts';
import {expected, pressing} from './story-parameters.ts';

interface RfmArgs extends WidgetArgs {
  scores?: number;
  color?: string;
  segments?: string;
  asOf?: string;
  renderer?: string;
  width: Width;
}

function renderRfmGrid(args: RfmArgs): TemplateResult {
  return html`<div class=${widthClass(args.width)}>
    <till-rfm-grid
      .source=${sourceNamed(args.data)}
      heading=${ifDefined(args.heading)}
      heading-level=${ifDefined(args.headingLevel)}
      period=${ifDefined(args.period)}
      scores=${ifDefined(args.scores)}
      color=${ifDefined(args.color)}
      segments=${ifDefined(args.segments)}
      as-of=${ifDefined(args.asOf)}
      renderer=${ifDefined(args.renderer)}
    ></till-rfm-grid>
  </div>`;
}

const meta: Meta<RfmArgs> = {
  title: 'Elements/RFM grid',
  component: 'till-rfm-grid',
  args: {data: 'shop', width: 1080},
  argTypes: {
    ...widgetArgTypes,
    period: {...periodArgType, description: 'Orders that count. Default all.'},
    scores: {control: {type: 'number', min: 2, max: 10}, description: 'Scores of each axis.'},
    color: {control: 'inline-radio', options: ['customers', 'net', 'net-mean'], description: 'What cells are coloured by.'},
    segments: {control: 'inline-radio', options: ['ten', 'eight']},
    asOf: {control: 'text', description: '`as-of`, `YYYY-MM-DD`: the day from which days are counted.'},
    renderer: {control: 'inline-radio', options: ['svg', 'canvas']},
    width: {control: 'select', options: [260, 320, 360, 720, 1080], table: {category: 'story'}},
  },
  render: renderRfmGrid,
};
export default meta;

type Story = StoryObj<RfmArgs>;

/** Who bought lately and often, with the ten classes beside the grid. */
export const Ready: Story = {};

/** Where the money is. */
export const ByMoney: Story = {args: {color: 'net'}};

export const ByMoneyEach: Story = {args: {color: 'net-mean'}};

/** The eight classes that Chinese textbooks use. */
export const EightSegments: Story = {args: {segments: 'eight'}};

export const ThreeScores: Story = {args: {scores: 3}};

export const TenScores: Story = {args: {scores: 10}};

export const Narrow: Story = {args: {width: 320}};

export const LastYearOnly: Story = {args: {period: 'last-365-days'}};

export const AsOfADay: Story = {args: {asOf: '2024-12-31'}};

export const Canvas: Story = {args: {renderer: 'canvas'}};

export const Table: Story = {play: pressing('till-rfm-grid', 'button.tool')};

/** The customers of a segment, as a click on its name opens them. */
export const Members: Story = {play: pressing('till-rfm-grid', '.side button')};

export const Loading: Story = {args: {data: 'never answers'}, parameters: expected({states: ['loading']})};

export const Refreshing: Story = {args: {data: 'refreshing'}, parameters: expected({states: ['refreshing']})};

export const Stale: Story = {args: {data: 'stale'}, parameters: expected({states: ['ready', 'stale']})};

export const NoRows: Story = {args: {data: 'no rows'}, parameters: expected({states: ['empty']})};

export const EmptyPeriod: Story = {args: {period: '2019'}, parameters: expected({states: ['empty']})};

export const MissingTable: Story = {args: {data: 'stock only'}, parameters: expected({states: ['empty']})};

export const MissingColumn: Story = {args: {data: 'few columns'}, parameters: expected({states: ['empty']})};

export const Failed: Story = {
  args: {data: 'fails'},
  parameters: expected({states: ['error'], warns: /<till-rfm-grid> shows an error: The shop’s server/}),
};

export const ImpossibleScores: Story = {
  args: {scores: 1},
  parameters: expected({states: ['error'], warns: /<till-rfm-grid> shows an error: .*\b1\b/}),
};

export const OneCustomer: Story = {args: {data: 'one customer'}};

export const HostileNames: Story = {args: {data: 'hostile names'}};

/** The list of members, under names that try to be code. */
export const HostileMembers: Story = {args: {data: 'hostile names'}, play: pressing('till-rfm-grid', '.side button')};
