/** What a quality query asks: what was found wrong with the rows. */

export interface QualityQuery {
  readonly analysis: 'quality';
  readonly table?: string;
}
