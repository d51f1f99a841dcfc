/** W8: from the files' bytes to the last widget's drawing, the kit's page and a page written by hand in turns, each fresh. */

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Answers `{'W8 <format>': {tillboard, hand}}`. Numbers on the two pages that differ are an error. */
export async function timeCockpit(bench, size, runs) {
  const times = {hand: [], tillboard: []};
  let format;
  for (let run = 0; run < runs; run++) {
    const shown = {};
    for (const name of ['tillboard', 'hand']) {
      const page = await bench.page(name === 'hand' ? 'cockpit-hand' : 'cockpit-kit');
      try {
        await page.setViewport({width: 1400, height: 3000});
        await page.bringToFront();
        format ??= (await page.evaluate(() => globalThis.formats()))[0];
        shown[name] = await page.evaluate((given) => globalThis.paint(given), {size, format});
        times[name].push(shown[name].milliseconds);
      } finally {
        await page.close();
      }
    }
    const [own, hand] = ['tillboard', 'hand'].map((name) => JSON.stringify(shown[name].numbers));
    if (own !== hand) return {[`W8 ${format}`]: {tillboard: {error: `differs: by hand ${hand}, on the kit's page ${own}`}}};
  }
  const timing = (list) => ({
    median: median(list), least: Math.min(...list), most: Math.max(...list), runs: list.length, ratio: median(list) / median(times.hand),
  });
  return {[`W8 ${format}`]: {hand: timing(times.hand), tillboard: timing(times.tillboard)}};
}
