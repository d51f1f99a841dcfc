import {expect} from 'chai';

import {createSource, QueryError} from '../../../../engine/index.ts';
import type {Query} from '../../../../engine/index.ts';
import {line, OPTIONS} from '../../shop-rows.ts';

/** Questions whose metrics cannot be answered, each of an analysis that asks for metrics on its way. */
const ASKED: readonly Query[] = [
  {analysis: 'forecast', metric: 'visitors'},
  {analysis: 'anomalies', metric: 'visitors', period: 'last-30-days'},
  {analysis: 'breakdown', metric: 'visitors', by: 'channel'},
  {analysis: 'explain', metric: 'visitors', compare: 'previous-period'},
  {analysis: 'quality', reconcile: [{left: 'visitors', right: 'orders'}]},
];

describe('metrics on behalf of another analysis', () => {
  for (const query of ASKED) {
    it(`are refused with the ${query.analysis} query that was asked`, async () => {
      const source = createSource({order_lines: [line('1', '2024-03-01', 10)]}, OPTIONS);
      const error = await source.run(query).then(() => undefined, (reason: unknown) => reason);
      expect(error).to.be.instanceOf(QueryError);
      expect((error as QueryError).query).to.equal(query);
      expect((error as QueryError).names).to.include('events');
    });
  }
});
