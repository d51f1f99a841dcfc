import {chart} from './en/chart.ts';
import {dictionary} from './en/dictionary.ts';
import {frame} from './en/frame.ts';
import {funnel} from './en/funnel.ts';
import {inventory} from './en/inventory.ts';
import {kpi} from './en/kpi.ts';
import {notes} from './en/notes.ts';
import {quality} from './en/quality.ts';
import {rfm} from './en/rfm.ts';
import type {Messages} from './messages.ts';

/** English: the fallback of every language. */
export const en: Messages = {frame, chart, kpi, funnel, rfm, inventory, quality, dictionary, notes};
