import type {Cell, QueryResult} from '../../../engine/result.ts';

type Step = readonly [name: string, reached: number, before?: number];

const ratio = (part: number, whole: number | undefined): number | null => (whole === undefined || whole === 0 ? null : part / whole);

/** A funnel's answer written by hand: rates follow from the counts. `group` fills a column `device`; `rest` is put below. */
export function funnelResult(steps: readonly Step[], baseline: string | null = null, group: string | null = null, rest?: QueryResult): QueryResult {
  const reached = steps.map(([, count]) => count);
  const before = steps.map(([, , count]) => count ?? 0);
  const rates = (counts: readonly number[]) => ({
    step: counts.map((count, index) => ratio(count, counts[index - 1])),
    overall: counts.map((count) => ratio(count, counts[0])),
  });
  const now = rates(reached);
  const then = rates(before);
  const columns: Record<string, Cell[]> = {
    device: steps.map(() => group || null),
    step: steps.map(([name]) => name),
    index: steps.map((_, index) => index + 1),
    reached: [...reached],
    step_rate: now.step,
    overall_rate: now.overall,
    dropped: reached.map((count, index) => (index === 0 ? null : (reached[index - 1] ?? 0) - count)),
    median_seconds_from_previous: reached.map((_, index) => (index === 0 ? null : 60 * index)),
    average_seconds_from_previous: reached.map((_, index) => (index === 0 ? null : 90 * index)),
    ...(baseline === null ? {} : {[`reached_${baseline}`]: before, [`step_rate_${baseline}`]: then.step, [`overall_rate_${baseline}`]: then.overall}),
  };
  if (group === null) delete columns['device'];
  for (const [name, values] of Object.entries(rest?.columns ?? {})) columns[name]?.push(...values);
  const period = {from: '2024-02-01', to: '2024-02-29', end: '2024-02-29', days: 29, partial: false};
  return {
    columns,
    length: steps.length + (rest?.length ?? 0),
    fields: [],
    asOf: '2024-03-01T00:00:00Z',
    period,
    ...(baseline === null ? {} : {baselines: {[baseline]: {...period, from: '2024-01-03', to: '2024-01-31', end: '2024-01-31'}}}),
    notes: [],
  };
}
