/**
 * Every text of the elements, by section. A language that lacks a key does not compile. Texts with numbers in them are functions and get
 * the numbers formatted.
 */

import type {ChartMessages} from './en/chart.ts';
import type {DictionaryMessages} from './en/dictionary.ts';
import type {FrameMessages} from './en/frame.ts';
import type {FunnelMessages} from './en/funnel.ts';
import type {InventoryMessages} from './en/inventory.ts';
import type {KpiMessages} from './en/kpi.ts';
import type {NoteMessages} from './en/notes.ts';
import type {QualityMessages} from './en/quality.ts';
import type {RfmMessages} from './en/rfm.ts';

export interface Messages {
  readonly frame: FrameMessages;
  readonly chart: ChartMessages;
  readonly kpi: KpiMessages;
  readonly funnel: FunnelMessages;
  readonly rfm: RfmMessages;
  readonly inventory: InventoryMessages;
  readonly quality: QualityMessages;
  readonly dictionary: DictionaryMessages;
  readonly notes: NoteMessages;
}
