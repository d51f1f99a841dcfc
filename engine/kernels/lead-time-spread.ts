/** √(L·σ_d² + d²·σ_L²): standard deviation of the demand over a lead time, of numbers that are known to be 0 or more. */
export function leadTimeSpread(demandMean: number, demandSd: number, leadTime: number, leadTimeSd: number): number {
  return Math.sqrt(leadTime * demandSd ** 2 + demandMean ** 2 * leadTimeSd ** 2);
}
