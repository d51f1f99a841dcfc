import {chart} from './zh-CN/chart.ts';
import {frame} from './zh-CN/frame.ts';
import {funnel} from './zh-CN/funnel.ts';
import {inventory} from './zh-CN/inventory.ts';
import {kpi} from './zh-CN/kpi.ts';
import {notes} from './zh-CN/notes.ts';
import {rfm} from './zh-CN/rfm.ts';
import type {Messages} from './messages.ts';

/** 简体中文。 */
export const zhCN: Messages = {frame, chart, kpi, funnel, rfm, inventory, notes};
