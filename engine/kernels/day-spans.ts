/** Stretches of days: unions and differences, for states that each event starts and that end after a time. */

/** From and to, both included, one after the other: `[f₀, t₀, f₁, t₁, …]`, rising and not touching. */
export type DaySpans = readonly number[];

/** The union of `[day + from, day + to]` over `days`, which must not fall. O(days). */
export function spansAfter(days: ArrayLike<number>, from: number, to: number, start = 0, end = days.length): DaySpans {
  const spans: number[] = [];
  for (let at = start; at < end; at++) {
    const first = (days[at] as number) + from;
    const last = (days[at] as number) + to;
    const before = spans[spans.length - 1] ?? -Infinity;
    if (first <= before + 1) spans[spans.length - 1] = Math.max(last, before);
    else spans.push(first, last);
  }
  return spans;
}

/** Days of `spans` that are not in `others`. O(spans + others). */
export function withoutSpans(spans: DaySpans, others: DaySpans): DaySpans {
  const rest: number[] = [];
  let other = 0;
  for (let at = 0; at < spans.length; at += 2) {
    let from = spans[at] as number;
    const to = spans[at + 1] as number;
    while (other < others.length && (others[other + 1] as number) < from) other += 2;
    for (let next = other; next < others.length && (others[next] as number) <= to; next += 2) {
      if ((others[next] as number) > from) rest.push(from, (others[next] as number) - 1);
      from = Math.max(from, (others[next + 1] as number) + 1);
    }
    if (from <= to) rest.push(from, to);
  }
  return rest;
}
