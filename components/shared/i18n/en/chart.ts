export interface ChartMessages {
  /** Name of a chart that is walked by keyboard. */
  readonly explore: (heading: string) => string;
}

export const chart: ChartMessages = {
  explore: (heading) => `${heading}: arrow keys move, Enter chooses`,
};
