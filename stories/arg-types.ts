/** Controls that several elements share. */

import {SOURCE_NAMES} from './sources.ts';
import type {SourceName} from './sources.ts';

export interface WidgetArgs {
  /** Which of the stories' sources the widget talks to. */
  data: SourceName;
  heading?: string;
  period?: string;
  compare?: string;
  headingLevel?: number;
}

export const PERIODS = ['today', 'this-week', 'this-month', 'last-month', 'last-7-days', 'last-30-days', 'last-90-days', 'this-year', 'all', '2024-11', 'event:618', '2019'];
export const COMPARES = ['previous-period', 'previous-year', 'previous-week', 'same-weekday', 'previous-event', 'previous-period previous-year', 'none'];

export const widgetArgTypes = {
  data: {control: 'select', options: SOURCE_NAMES, description: 'Rows of the story; a page sets `source`.', table: {category: 'story'}},
  heading: {control: 'text', description: 'Instead of the widget’s own heading.'},
  headingLevel: {control: {type: 'number', min: 1, max: 6}, description: '`heading-level`, 1 to 6.'},
} as const;

export const periodArgType = {control: 'select', options: PERIODS, description: 'Without it the cockpit’s.'} as const;
export const compareArgType = {control: 'select', options: COMPARES, description: 'Periods to compare with.'} as const;
