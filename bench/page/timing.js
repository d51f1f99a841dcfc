/** Engines side by side: they take turns, so that whatever else the machine does falls on all. Every answer is held against the first. */

const WARM_UP = 2;
/** Milliseconds after which a work stops once it has its least runs. */
const BUDGET = 45_000;
const LEAST_RUNS = 3;

const now = () => performance.now();

/** Whole numbers exactly, others to 9 significant digits: sums of fractions depend on their order. */
const plain = (answer) =>
  JSON.stringify(answer, (_, value) => {
    if (ArrayBuffer.isView(value)) return Array.from(value);
    return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(9)) : value;
  });

/** What differs, or undefined. An engine that leaves a part out (`without`) says so; the rest is compared. */
export function difference(expected, got, without = []) {
  const kept = without.length === 0 ? expected : Object.fromEntries(Object.entries(expected).filter(([key]) => !without.includes(key)));
  const [wanted, found] = [plain(kept), plain(got)];
  if (wanted === found) return undefined;
  let at = 0;
  while (at < wanted.length && wanted[at] === found?.[at]) at++;
  const cut = (text) => text?.slice(Math.max(0, at - 60), at + 40);
  return `differs: …${cut(wanted)}… is …${cut(found)}…`;
}

const sorted = (values) => [...values].sort((a, b) => a - b);
export const median = (values) => sorted(values)[values.length >> 1];
export const percentile = (values, share) => sorted(values)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)];
export const summary = (values) => ({median: median(values), least: Math.min(...values), most: Math.max(...values), runs: values.length});

/** `engines`: functions by name, the reference first. Answers `{name: {median, least, most, runs, ratio} | {error}}`. */
export async function compare(engines, {runs = 7, without = {}, warmUp = WARM_UP} = {}) {
  const names = Object.keys(engines);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  const errors = {};
  const begun = now();
  for (let turn = 0; turn < warmUp + runs; turn++) {
    if (turn - warmUp >= LEAST_RUNS && now() - begun > BUDGET) break;
    let expected;
    for (const name of names) {
      if (errors[name]) continue;
      try {
        const from = now();
        const answer = await engines[name]();
        const time = now() - from;
        if (name === names[0]) expected = answer;
        else errors[name] = difference(expected, answer, without[name]);
        if (turn >= warmUp) times[name].push(time);
      } catch (error) {
        errors[name] = error instanceof Error ? error.message : String(error);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const reference = median(times[names[0]]);
  return Object.fromEntries(
    names.map((name) => [name, errors[name] ? {error: errors[name]} : {...summary(times[name]), ratio: median(times[name]) / reference}]),
  );
}

/** One time an interaction and an engine; every answer compared, outside the times. Ratios are to the first engine. */
export async function interact(list, engines) {
  const names = Object.keys(engines);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  const errors = {};
  for (const brush of list) {
    let expected;
    for (const name of names) {
      if (errors[name]) continue;
      const from = now();
      const answer = await engines[name](brush);
      times[name].push(now() - from);
      if (name === names[0]) expected = answer;
      else errors[name] = difference(expected, answer);
    }
  }
  return Object.fromEntries(names.map((name) => [name, errors[name] ? {error: errors[name]} : spread(times[name], times[names[0]])]));
}

function spread(own, reference) {
  const p50 = percentile(own, 0.5);
  const p95 = percentile(own, 0.95);
  return {
    p50, p95, most: Math.max(...own), runs: own.length, ratio50: p50 / percentile(reference, 0.5), ratio95: p95 / percentile(reference, 0.95),
  };
}
