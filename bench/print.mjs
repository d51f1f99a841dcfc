/** Prints one engine's results, a line a work. */

const ms = (value) => (value < 1 ? value.toFixed(2) : value < 10 ? value.toFixed(1) : value.toFixed(0)).padStart(7);
const times = (ratio) => (Number.isFinite(ratio) ? `${ratio.toFixed(2)} ×` : '');

/** Answers whether an answer differed or an engine failed in a work that it claims. */
export function printResults(name, results) {
  let failed = false;
  for (const [work, engines] of Object.entries(results)) {
    const own = engines[name];
    if (!own) continue;
    const label = `${work.padEnd(34)} ${name.padEnd(15)}`;
    if (own.error) {
      failed = true;
      console.log(`${label} ${own.error}`);
    } else if (own.skipped) {
      console.log(`${label} skipped: ${own.skipped}`);
    } else if (own.p50 !== undefined) {
      const {hand, cube} = engines;
      const beside = hand ? ` scan ${ms(hand.p50)} / ${ms(hand.p95)}, p95 is ${times(own.ratio95)} the scan;` : '';
      console.log(`${label} p50 ${ms(own.p50)} p95 ${ms(own.p95)} ms;${beside} cube ${ms(cube.p50)} / ${ms(cube.p95)}`);
    } else if (own.median !== undefined) {
      console.log(`${label} ${ms(own.median)} ms [${ms(own.least)} –${ms(own.most)}], by hand ${ms(engines.hand.median)} ms: ${times(own.ratio)}`);
    } else {
      console.log(`${label} ${Object.entries(own).map(([key, value]) => `${key} ${typeof value === 'number' ? ms(value).trim() : value}`).join(', ')}`);
    }
  }
  return failed;
}
