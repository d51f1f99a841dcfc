import {svg} from 'lit';
import type {TemplateResult} from 'lit';

/** Small drawings of 16 × 16; their button carries the words. */
const icon = (path: string): TemplateResult<2> => svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${path} /></svg>`;

export const tableIcon = icon('M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 6.5v6');
export const chartIcon = icon('M2.5 13.5h11M4.5 13.5v-5M8 13.5v-10M11.5 13.5v-7');
export const saveIcon = icon('M8 2.5v7.5M5 7.5l3 3 3-3M2.5 13.5h11');
export const infoIcon = icon('M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 7.5v3.5M8 5v.01');
export const closeIcon = icon('M4 4l8 8M12 4l-8 8');
