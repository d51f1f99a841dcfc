/** Every element of the kit; importing this registers them all. */

export {TillCockpit} from './cockpit/cockpit.ts';
export {TillData} from './data/data.ts';
export {TillDictionary} from './dictionary/dictionary.ts';
export {TillFunnel} from './funnel/funnel.ts';
export {TillInventoryHeatmap} from './inventory-heatmap/inventory-heatmap.ts';
export {TillKpi} from './kpi/kpi.ts';
export {TillQuality} from './quality/quality.ts';
export {TillRfmGrid} from './rfm-grid/rfm-grid.ts';
export {registerLocale} from './shared/i18n/locales.ts';
export type {Messages} from './shared/i18n/messages.ts';
export type {TillEventDetails, TillEventName} from './shared/events.ts';
