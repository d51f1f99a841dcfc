import type {FunnelShape} from './funnel-layout.ts';
import type {FunnelStepRow} from './funnel-model.ts';

/** Every text of the picture, in the reader's language. */
export interface FunnelWords {
  readonly count: (value: number | null) => string;
  readonly percent: (value: number | null) => string;
  /** Of the gap before a step: how many go on, how long it takes, and where there is room how many leave. */
  readonly between: (step: FunnelStepRow, shape: FunnelShape) => string;
  /** The same for the step that loses most. */
  readonly worst: (step: FunnelStepRow, shape: FunnelShape) => string;
  /** The step as a reader calls it. */
  readonly stepName: (name: string) => string;
  readonly groupName: (name: string) => string;
  readonly heads: {readonly reached: string; readonly stepRate: string; readonly overallRate: string};
}
