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

interface DictionaryArgs extends WidgetArgs {
  layer?: string;
  search?: string;
  onlyAnswerable?: boolean;
  width: Width;
}

function renderDictionary(args: DictionaryArgs): TemplateResult {
  return html`<div class=${widthClass(args.width)}>
    <till-dictionary
      .source=${sourceNamed(args.data)}
      layer=${ifDefined(args.layer)}
      search=${ifDefined(args.search)}
      ?only-answerable=${args.onlyAnswerable}
      heading=${ifDefined(args.heading)}
      heading-level=${ifDefined(args.headingLevel)}
    ></till-dictionary>
  </div>`;
}

const meta: Meta<DictionaryArgs> = {
  title: 'Elements/Metric dictionary',
  component: 'till-dictionary',
  args: {data: 'shop', width: 720},
  argTypes: {
    ...widgetArgTypes,
    layer: {control: 'select', options: ['strategic', 'management', 'execution'], description: 'Only metrics of this level.'},
    search: {control: 'text', description: 'What the list is searched for.'},
    onlyAnswerable: {control: 'boolean', description: '`only-answerable`'},
    width: {control: 'select', options: [320, 360, 720], table: {category: 'story'}},
  },
  render: renderDictionary,
};
export default meta;

type Story = StoryObj<DictionaryArgs>;

export const Ready: Story = {};

export const Strategic: Story = {args: {layer: 'strategic'}};

export const Searched: Story = {args: {search: 'buyers'}};

/** A source with orders alone: the others say what they wait for. */
export const OrdersOnly: Story = {args: {data: 'orders only', search: 'visitors'}};

export const OnlyAnswerable: Story = {args: {data: 'stock only', onlyAnswerable: true}};

export const Opened: Story = {args: {search: 'margin'}, play: pressing('till-dictionary', 'summary')};

export const NothingFits: Story = {args: {search: 'zzz'}};

export const Narrow: Story = {args: {width: 320, search: 'rate'}};

export const Table: Story = {args: {search: 'rate'}, play: pressing('till-dictionary', 'button.tool')};

export const Loading: Story = {args: {data: 'never answers'}, parameters: expected({states: ['loading']})};

export const Failed: Story = {args: {data: 'fails'}, parameters: expected({states: ['error'], warns: /<till-dictionary> shows an error: The shop’s server/})};
