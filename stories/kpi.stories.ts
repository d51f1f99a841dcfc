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

interface KpiArgs extends WidgetArgs {
  metric: string;
  grain?: string;
  target?: number;
  withoutSparkline?: boolean;
  allDigits?: boolean;
  trendColors?: string;
  width: Width;
}

const METRICS = [
  'net_sales', 'orders', 'aov', 'gross_margin_rate', 'refunds', 'cancel_rate', 'buyers', 'new_buyers', 'repurchase_rate', 'session_conversion',
  'bounce_rate', 'stock_units',
];

function renderKpi(args: KpiArgs): TemplateResult {
  return html`<div class=${widthClass(args.width)}>
    <till-kpi
      .source=${sourceNamed(args.data)}
      metric=${args.metric}
      heading=${ifDefined(args.heading)}
      heading-level=${ifDefined(args.headingLevel)}
      period=${ifDefined(args.period)}
      compare=${ifDefined(args.compare)}
      grain=${ifDefined(args.grain)}
      target=${ifDefined(args.target)}
      trend-colors=${ifDefined(args.trendColors)}
      ?without-sparkline=${args.withoutSparkline}
      ?all-digits=${args.allDigits}
    ></till-kpi>
  </div>`;
}

const meta: Meta<KpiArgs> = {
  title: 'Elements/KPI tile',
  component: 'till-kpi',
  args: {data: 'shop', metric: 'net_sales', width: 320},
  argTypes: {
    ...widgetArgTypes,
    metric: {control: 'select', options: METRICS, description: 'Key of the metric.'},
    period: periodArgType,
    compare: compareArgType,
    grain: {control: 'select', options: ['hour', 'day', 'week', 'month'], description: 'Step of the small line.'},
    target: {control: 'number', description: 'What the period should reach, in the metric’s unit.'},
    withoutSparkline: {control: 'boolean', description: '`without-sparkline`'},
    allDigits: {control: 'boolean', description: '`all-digits`: no 1.2万 or 1.2M.'},
    trendColors: {control: 'select', options: ['auto', 'red-up', 'green-up', 'good-bad', 'neutral'], description: '`trend-colors`'},
    width: {control: 'select', options: [160, 260, 320, 360, 720], table: {category: 'story'}},
  },
  render: renderKpi,
};
export default meta;

type Story = StoryObj<KpiArgs>;

/** Net sales of the last 30 days against the 30 before and the same days a year ago. */
export const Ready: Story = {};

/** A running month, compared with the same elapsed part of its bases. */
export const Partial: Story = {args: {period: 'this-month'}, parameters: expected({states: ['ready', 'partial']})};

export const FinishedMonth: Story = {args: {period: 'last-month', grain: 'week'}};

/** 618 of this year against 618 of the last, peak to peak. */
export const EventDayByDay: Story = {args: {period: 'event:618', compare: 'previous-event'}};

/** Each day of November against the same weekday 52 weeks before. */
export const SameWeekdays: Story = {args: {period: '2024-11', compare: 'same-weekday'}};

/** The days up to today, laid beside those around Double 12 of last year. */
export const AroundAnEvent: Story = {args: {period: 'last-7-days', compare: 'previous-event'}};

/** More refunds are worse: the direction keeps its hue, the verdict is said in words. */
export const LowerIsBetter: Story = {args: {metric: 'refunds', period: '2024-10'}};

/** A ratio changes in points, not in per cent. */
export const Ratio: Story = {args: {metric: 'gross_margin_rate'}};

export const WithTarget: Story = {args: {period: 'this-month', target: 150_000}};

export const TargetReached: Story = {args: {metric: 'orders', period: '2024-11', target: 300}};

export const WithoutSparkline: Story = {args: {metric: 'aov', withoutSparkline: true}};

export const WithoutComparison: Story = {args: {metric: 'buyers', compare: 'none'}};

export const Narrow: Story = {args: {width: 160}};

export const AllDigits: Story = {args: {period: 'all', allDigits: true, grain: 'month'}};

/** Hours of a day that is not over. */
export const TodayByHour: Story = {args: {metric: 'orders', period: 'today', grain: 'hour'}};

export const GoodAndBadColours: Story = {args: {metric: 'refunds', trendColors: 'good-bad'}};

export const OwnHeading: Story = {args: {heading: 'Sales after refunds', headingLevel: 2}};

/** The same numbers as rows. */
export const Table: Story = {args: {grain: 'week', period: 'last-90-days'}, play: pressing('till-kpi', 'button.tool[aria-label]:not(.about-button)')};

/** 口径: formula, source, filters and freshness. */
export const About: Story = {play: pressing('till-kpi', '.about-button')};

export const Loading: Story = {args: {data: 'never answers'}, parameters: expected({states: ['loading']})};

/** Newer rows have come, their answer has not: the older one stays. */
export const Refreshing: Story = {args: {data: 'refreshing'}, parameters: expected({states: ['refreshing']})};

export const Stale: Story = {args: {data: 'stale'}, parameters: expected({states: ['ready', 'stale']})};

export const NoRows: Story = {args: {data: 'no rows', metric: 'aov'}, parameters: expected({states: ['empty']})};

/** The rows begin later. */
export const EmptyPeriod: Story = {args: {metric: 'aov', period: '2019'}, parameters: expected({states: ['empty']})};

export const MissingTable: Story = {args: {data: 'stock only'}, parameters: expected({states: ['empty']})};

export const MissingColumn: Story = {args: {data: 'few columns', metric: 'buyers'}, parameters: expected({states: ['empty']})};

export const Failed: Story = {args: {data: 'fails'}, parameters: expected({states: ['error'], warns: /<till-kpi> shows an error: The shop’s server/})};

export const UnknownMetric: Story = {args: {metric: 'net_sale'}, parameters: expected({states: ['error'], warns: /<till-kpi> shows an error: .*net_sale/})};

export const UnknownEvent: Story = {
  args: {period: 'event:619'},
  parameters: expected({states: ['error'], warns: /<till-kpi> shows an error: .*619/}),
};

export const ImpossiblePeriod: Story = {
  args: {period: '2024-13'},
  parameters: expected({states: ['error'], warns: /<till-kpi> shows an error: .*2024-13/}),
};

/** Two orders of one customer: no base to compare with. */
export const NewShop: Story = {args: {data: 'one customer'}};

export const HostileNames: Story = {args: {data: 'hostile names', metric: 'orders'}};
