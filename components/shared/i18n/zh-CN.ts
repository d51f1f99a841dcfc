import {chart} from './zh-CN/chart.ts';
import {dictionary} from './zh-CN/dictionary.ts';
import {frame} from './zh-CN/frame.ts';
import {funnel} from './zh-CN/funnel.ts';
import {inventory} from './zh-CN/inventory.ts';
import {kpi} from './zh-CN/kpi.ts';
import {notes} from './zh-CN/notes.ts';
import {quality} from './zh-CN/quality.ts';
import {rfm} from './zh-CN/rfm.ts';
import type {Messages} from './messages.ts';

/** 简体中文。 */
export const zhCN: Messages = {frame, chart, kpi, funnel, rfm, inventory, quality, dictionary, notes};
