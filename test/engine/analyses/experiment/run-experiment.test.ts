import {expect} from 'chai';

import type {ExperimentQuery} from '../../../../engine/analyses/experiment/experiment-query.ts';
import {createSource} from '../../../../engine/create-source.ts';
import type {SourceOptions} from '../../../../engine/create-source.ts';
import {QueryError} from '../../../../engine/query.ts';
import type {Cell, QueryResult} from '../../../../engine/result.ts';
import {expectNear} from '../../statistics/near.ts';

type Row = Readonly<Record<string, string | number | null>>;

const OPTIONS: SourceOptions = {timeZone: 'Asia/Shanghai', currency: 'CNY', now: '2024-03-31T23:59:59.999+08:00'};
const event = (user_id: string | null, step: string, variant: string | null, at = '2024-03-01T10:00:00', more: Row = {}): Row =>
  ({user_id, step, variant, at, ...more});
const ask = (events: readonly Row[], query: Partial<ExperimentQuery> = {}): Promise<QueryResult> =>
  createSource({events}, OPTIONS).run({analysis: 'experiment', success: 'pay', ...query});

/** `users` who saw the arm, the first `successes` of whom paid the day after. */
const arm = (variant: string, users: number, successes: number): Row[] => Array.from({length: users}, (_, index) => {
  const seen = event(`${variant}-${index}`, 'view', variant);
  return index < successes ? [seen, event(`${variant}-${index}`, 'pay', null, '2024-03-02T10:00:00')] : [seen];
}).flat();

const rowOf = ({columns}: QueryResult, name: string): Record<string, Cell | undefined> => {
  const at = (columns['arm'] as string[]).indexOf(name);
  return Object.fromEntries(Object.entries(columns).map(([key, values]) => [key, values[at]]));
};
const codes = ({notes}: QueryResult): string[] => notes.map(({code}) => code);
const paramsOf = ({notes}: QueryResult, wanted: string) => notes.find(({code}) => code === wanted)?.params;

async function refusal(query: Partial<ExperimentQuery>, events: readonly Row[] = arm('a', 2, 1)): Promise<string> {
  try {
    await ask(events, query);
  } catch (error) {
    if (error instanceof QueryError) return error.message;
    throw error;
  }
  throw new Error('it was answered');
}

describe('the analysis of an experiment', () => {
  it('gives each arm against control what statsmodels gives', async () => {
    const result = await ask([...arm('control', 99, 12), ...arm('red', 83, 5)]);
    expect(result.columns['arm']).to.deep.equal(['control', 'red']);
    const [control, red] = [rowOf(result, 'control'), rowOf(result, 'red')];
    expect(control).to.include({control: true, users: 99, successes: 12});
    expect(control).to.include({difference: null, lift: null, z: null, p: null, p_adjusted: null, significant: null, test: null});
    expect(red).to.include({control: false, users: 83, successes: 5, undecided: 0, test: 'pooled-z', significant: false});
    expectNear(red['z'] as number, -1.4078304151258787);
    expectNear(red['p'] as number, 0.15918129181156992);
    expectNear(red['p_adjusted'] as number, 0.15918129181156992);
    expectNear(red['rate_low'] as number, 0.026003401041882);
    expectNear(red['rate_high'] as number, 0.13338428093238416);
    expectNear(red['difference'] as number, 5 / 83 - 12 / 99);
    expectNear(red['difference_low'] as number, -0.14688264097875414);
    expectNear(red['difference_high'] as number, 0.027909954665286396, 1e-9);
    expectNear(red['lift'] as number, 5 / 83 / (12 / 99) - 1);
    expect(result.totals).to.include({arms: 2, users: 182, successes: 17, df: 1, mixed_users: 0});
    expectNear(result.totals?.['chi_square'] as number, 1.4078304151258787 ** 2);
    expect(result.notes).to.deep.equal([]);
  });

  it('takes other tests, intervals and sides by option', async () => {
    const events = [...arm('control', 99, 12), ...arm('red', 83, 5)];
    expectNear(rowOf(await ask(events, {test: 'unpooled-z'}), 'red')['z'] as number, -1.4541573427709915);
    expectNear(rowOf(await ask(events, {interval: 'wald'}), 'red')['difference_low'] as number, -0.14315020978794332);
    expectNear(rowOf(await ask(events, {alternative: 'smaller'}), 'red')['p'] as number, 0.07959064590578496);
    const exact = rowOf(await ask(events, {test: 'fisher'}), 'red');
    expect(exact).to.include({z: null, test: 'fisher'});
    expect(exact['p']).to.be.closeTo(0.205, 0.01);
    expect(rowOf(await ask(events, {control: 'red'}), 'control')['lift']).to.be.above(1);
  });

  it('says null where no difference can be measured, never p = 0', async () => {
    const none = await ask([...arm('a', 100, 0), ...arm('b', 100, 0)]);
    expect(rowOf(none, 'b')).to.include({difference: 0, lift: null, z: null, p: null, p_adjusted: null, significant: null, test: null});
    expect(none.totals).to.include({chi_square: null, p: null});
    expect(codes(none)).to.deep.equal(['experiment-alike', 'unknown-step']);
    const all = await ask([...arm('a', 10, 10), ...arm('b', 20, 20)]);
    expect(rowOf(all, 'b')).to.include({difference: 0, lift: 0, z: null, p: null});
  });

  it('turns to Fisher’s test where an expected cell is below 5, and is wide for one user', async () => {
    const small = await ask([...arm('control', 20, 0), ...arm('b', 10, 10)]);
    expect(rowOf(small, 'b')).to.include({test: 'fisher', z: null, lift: null, significant: true});
    expectNear(rowOf(small, 'b')['p'] as number, 3.328339160423118e-8);
    expect(paramsOf(small, 'experiment-small')).to.deep.equal({arms: 'b'});
    const single = rowOf(await ask([...arm('control', 40, 10), ...arm('b', 1, 1)]), 'b');
    expect(Number(single['rate_high']) - Number(single['rate_low'])).to.be.above(0.7);
    expectNear(single['p'] as number, 11 / 41);
  });

  it('corrects the p-values of several arms by Holm, and tests all at once', async () => {
    const events = [...arm('control', 300, 60), ...arm('b', 300, 85), ...arm('c', 300, 70)];
    const holm = await ask(events);
    const [b, c] = [rowOf(holm, 'b'), rowOf(holm, 'c')];
    expectNear(b['p_adjusted'] as number, 2 * Number(b['p']));
    expectNear(c['p_adjusted'] as number, Math.max(Number(c['p']), 2 * Number(b['p'])));
    expect(holm.totals?.['df']).to.equal(2);
    const [mean, expected] = [215 / 900, 215 / 3];
    const statistic = [60, 85, 70].reduce((sum, x) => sum + (x - expected) ** 2 / (300 * mean * (1 - mean)), 0);
    expectNear(holm.totals?.['chi_square'] as number, statistic);
    expectNear(holm.totals?.['p'] as number, Math.exp(-statistic / 2));
    const none = rowOf(await ask(events, {correction: 'none'}), 'b');
    expect(none['p_adjusted']).to.equal(none['p']);
    expectNear(rowOf(await ask(events, {correction: 'bonferroni'}), 'c')['p_adjusted'] as number, Math.min(1, 2 * Number(c['p'])));
  });

  it('counts users, not events, and leaves out and counts those in two arms', async () => {
    const result = await ask([
      ...arm('control', 50, 10), ...arm('b', 50, 20), event('b-0', 'pay', 'b', '2024-03-03'), event('b-0', 'pay', 'b', '2024-03-04'),
      event('both', 'view', 'control'), event('both', 'pay', 'b'), event('none', 'view', null), event(null, 'view', 'b'),
    ]);
    expect(result.columns['users']).to.deep.equal([50, 50]);
    expect(result.columns['successes']).to.deep.equal([10, 20]);
    expect(result.totals).to.include({mixed_users: 1, armless_users: 1});
    expect(paramsOf(result, 'experiment-mixed')).to.deep.equal({users: 1});
    expect(paramsOf(result, 'experiment-armless')).to.deep.equal({users: 1, variant: 'variant'});
    expect(paramsOf(result, 'rows-of-nobody')).to.deep.equal({rows: 1, actor: 'user_id'});
    expect(result.notes.length).to.equal(3);
  });

  it('alarms at a split that is not as planned', async () => {
    const events = [...arm('control', 900, 90), ...arm('b', 700, 70)];
    expect(codes(await ask(events))[0]).to.equal('experiment-split');
    const planned = await ask(events, {split: {control: 0.5625, b: 0.4375}});
    expect(planned.totals?.['srm_p']).to.equal(1);
    expect(planned.notes).to.deep.equal([]);
    const missing = await ask(events, {split: {control: 0.5, b: 0.4, c: 0.1}});
    expect(rowOf(missing, 'c')).to.include({users: 0, rate: null, rate_low: null, p: null});
    expect(paramsOf(missing, 'experiment-empty')).to.deep.equal({arms: 'c'});
    expect(missing.totals?.['df']).to.equal(1);
  });

  it('knows users by their exposure, and counts successes from then on', async () => {
    const at = (time: string): string => `2024-03-0${time}:00`;
    const result = await ask([
      event('before', 'pay', 'a', at('1T08:00')), event('before', 'see', 'a', at('1T09:00')),
      event('same', 'see', 'a', at('1T09:00')), event('same', 'pay', null, at('1T09:00')),
      event('unseen', 'view', 'a', at('1T09:00')), event('unseen', 'pay', null, at('2T09:00')),
      event('other', 'see', 'b', at('1T09:00')), event('other', 'view', 'a', at('2T09:00')),
      event('late', 'see', 'b', at('1T09:00')), event('late', 'pay', 'b', at('5T09:00')),
    ], {exposure: 'see'});
    expect(result.columns['arm']).to.deep.equal(['a', 'b']);
    expect(result.columns['users']).to.deep.equal([2, 1]);
    expect(result.columns['successes']).to.deep.equal([1, 1]);
    expect(result.totals?.['mixed_users']).to.equal(1);
  });

  it('gives every user the same time, its end included, and leaves out those whose time runs', async () => {
    const events = [
      event('on-time', 'view', 'a', '2024-03-01T10:00:00'), event('on-time', 'pay', null, '2024-03-08T10:00:00'),
      event('too-late', 'view', 'b', '2024-03-01T10:00:00'), event('too-late', 'pay', null, '2024-03-08T10:00:01'),
      event('open', 'view', 'b', '2024-03-05T10:00:00'), event('open', 'pay', 'b', '2024-03-06T10:00:00'), event('last', 'view', null, '2024-03-10T10:00:00'),
    ];
    const result = await ask(events, {within: '7d', period: '2024-03-01/2024-03-05'});
    expect(result.columns['users']).to.deep.equal([1, 1]);
    expect(result.columns['successes']).to.deep.equal([1, 0]);
    expect(result.columns['undecided']).to.deep.equal([0, 1]);
    expect(paramsOf(result, 'left-undecided')).to.deep.equal({actors: 1, within: '7d'});
    const whole = await ask(events, {period: '2024-03-01/2024-03-05'});
    expect(whole.columns['successes']).to.deep.equal([0, 0]);
    expect((await ask(events)).columns['successes']).to.deep.equal([1, 2]);
  });

  it('lets filters choose who is in, not what they do later', async () => {
    const result = await ask([
      event('x', 'view', 'a', '2024-03-01', {device: 'mobile'}), event('x', 'pay', null, '2024-03-02', {device: 'desktop'}),
      event('y', 'view', 'b', '2024-03-01', {device: 'desktop'}), event('z', 'view', 'b', '2024-03-01', {device: 'mobile'}),
    ], {filters: [{dimension: 'device', in: ['mobile']}]});
    expect(result.columns['users']).to.deep.equal([1, 1]);
    expect(result.columns['successes']).to.deep.equal([1, 0]);
  });

  it('says which arm it took for control, and what is missing', async () => {
    expect(paramsOf(await ask([...arm('red', 50, 10), ...arm('blue', 50, 20)]), 'experiment-control')).to.deep.equal({control: 'blue'});
    expect((await ask([...arm('红', 50, 10), ...arm('对照组', 50, 20)])).columns['arm']).to.deep.equal(['对照组', '红']);
    const one = await ask(arm('a', 10, 3));
    expect(codes(one)).to.deep.equal(['experiment-one-arm']);
    expect(one.totals).to.include({chi_square: null, srm_p: null, users: 10});
    const nobody = await ask(arm('a', 10, 3), {period: '2024-03-20'});
    expect([nobody.length, codes(nobody)]).to.deep.equal([0, ['experiment-no-arm']]);
    expect(paramsOf(await ask(arm('a', 10, 3), {success: ['pya']}), 'unknown-step')).to.include({step: 'pya'});
  });

  it('names the smallest difference that so many users show', async () => {
    const {detectable_difference: found} = rowOf(await ask([...arm('control', 500, 50), ...arm('b', 500, 50)]), 'b');
    const angle = Math.asin(Math.sqrt(0.1)) + 0.177187589964153 / 2;
    expectNear(found as number, Math.sin(angle) ** 2 - 0.1);
  });

  it('refuses what it cannot answer, naming the option', async () => {
    expect(await refusal({success: []})).to.contain('success is []');
    expect(await refusal({success: undefined})).to.contain('success is missing');
    expect(await refusal({variant: 'varient'})).to.contain('Did you mean "variant"?');
    expect(await refusal({variant: 'user_id'}, arm('a', 101, 1))).to.contain('101 arms');
    expect(await refusal({within: 'a week'})).to.contain('within is "a week"');
    expect(await refusal({control: 'z'})).to.contain('The arms are "a"');
    expect(await refusal({split: {a: 0.5, b: 0.4}})).to.contain('adding up to 1');
    expect(await refusal({split: {x: 0.5, b: 0.5}})).to.contain('split says nothing of the arms "a"');
    expect(await refusal({confidence: 95})).to.contain('confidence is 95');
    expect(await refusal({test: 't' as 'fisher'})).to.contain('"pooled-z", "unpooled-z", "fisher"');
    expect(await refusal({correction: 'sidak' as 'holm'})).to.contain('"holm"');
    expect(await refusal({alternative: 'less' as 'smaller'})).to.contain('"two-sided"');
    expect(await refusal({actor: 'nobody'})).to.contain('nobody');
  });
});
