import type {FunnelStepRow} from './funnel-model.ts';

/** Every text of the picture, in the reader's language. */
export interface FunnelWords {
  readonly count: (value: number | null) => string;
  readonly percent: (value: number | null) => string;
  /** Of the gap before a step: how many go on, how many leave, how long it takes. */
  readonly between: (step: FunnelStepRow) => string;
  /** The same for the step that loses most. */
  readonly worst: (step: FunnelStepRow) => string;
  readonly groupName: (name: string) => string;
  readonly heads: {readonly reached: string; readonly stepRate: string; readonly overallRate: string};
}
