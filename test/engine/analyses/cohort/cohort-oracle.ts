/** Cohorts worked out slowly, from their words, over plain objects. */

export interface Act {
  readonly user: string;
  /** Days after 2023-12-20 and hour of the shop's clock. */
  readonly day: number;
  readonly hour: number;
  readonly step: 'visit' | 'pay';
  readonly channel: 'web' | 'app' | null;
}

export interface Asked {
  readonly grain: 'day' | 'week' | 'month' | 'year';
  readonly mode: 'first-time' | 'recurring';
  readonly retention: 'on' | 'within' | 'from';
  readonly start: Act['step'] | undefined;
  readonly back: Act['step'] | undefined;
  readonly channel: 'web' | undefined;
  readonly by: boolean;
  /** First and last day of the period, both counted. */
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;
export const dateOf = (day: number): string => new Date(Date.UTC(2023, 11, 20) + day * DAY_MS).toISOString().slice(0, 10);

/** First day of the calendar period, Monday weeks. */
function startOf(date: string, grain: Asked['grain']): string {
  if (grain === 'day') return date;
  if (grain === 'month') return `${date.slice(0, 7)}-01`;
  if (grain === 'year') return `${date.slice(0, 4)}-01-01`;
  let time = Date.parse(date);
  while (new Date(time).getUTCDay() !== 1) time -= DAY_MS;
  return new Date(time).toISOString().slice(0, 10);
}

const after = (start: string, grain: Asked['grain']): string => {
  let time = Date.parse(start);
  while (startOf(new Date(time).toISOString().slice(0, 10), grain) === start) time += DAY_MS;
  return new Date(time).toISOString().slice(0, 10);
};

/** Lines `group|cohort|age|size|value`, `value` a dash where nothing is observed. Observed until the last act. */
export function cohortsByHand(acts: readonly Act[], asked: Asked): string[] {
  const {grain, mode, retention, start, back, channel, by} = asked;
  const periodOf = (act: Act): string => startOf(dateOf(act.day), grain);
  const time = (act: Act): number => act.day * 24 + act.hour;
  const lastSeen = Math.max(...acts.map(({day}) => day));
  const periods: string[] = [];
  for (let period = startOf(dateOf(asked.from), grain); period <= dateOf(lastSeen); period = after(period, grain)) periods.push(period);
  const cohorts = periods.filter((period) => period <= dateOf(asked.to));
  const isStart = (act: Act): boolean => start === undefined || act.step === start;
  const isReturn = (act: Act): boolean => (back === undefined ? isStart(act) : act.step === back);
  const members = new Map<string, {user: string; time: number}[]>();
  for (const user of new Set(acts.map((act) => act.user))) {
    const starts = acts.filter((act) => act.user === user && isStart(act));
    for (const cohort of cohorts) {
      const first = mode === 'first-time'
        ? starts.filter((act) => starts.every((other) => time(other) >= time(act)) && periodOf(act) === cohort)
        : starts.filter((act) => periodOf(act) === cohort && (channel === undefined || act.channel === channel));
      const least = Math.min(...first.map(time));
      const beginning = first.filter((act) => time(act) === least && (channel === undefined || act.channel === channel));
      if (beginning.length === 0) continue;
      const names = beginning.map((act) => act.channel ?? '~').sort();
      const key = `${by ? names[0] : ''}|${cohort}`;
      members.set(key, [...(members.get(key) ?? []), {user, time: least}]);
    }
  }
  const groups = new Set([...members.keys()].map((key) => key.split('|')[0] as string));
  if (!by) groups.add('');
  const active = (user: string, since: number, period: string | undefined): boolean =>
    acts.some((act) => act.user === user && isReturn(act) && time(act) >= since && periodOf(act) === period);
  const lines: string[] = [];
  for (const group of groups) {
    cohorts.forEach((cohort, index) => {
      const own = members.get(`${group}|${cohort}`) ?? [];
      periods.forEach((_, age) => {
        const observed = index + age < periods.length;
        const ages = retention === 'on' || (retention === 'within' && age === 0) ? [age]
          : retention === 'within' ? Array.from({length: age}, (_each, k) => k + 1) : Array.from({length: periods.length - age}, (_each, k) => age + k);
        const value = own.filter(({user, time: since}) => ages.some((k) => active(user, since, periods[index + k]))).length;
        lines.push([group, cohort, age, own.length, observed ? value : '-'].join('|'));
      });
    });
  }
  return lines.sort();
}
