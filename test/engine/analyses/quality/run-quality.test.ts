import {expect} from 'chai';

import {createSource} from '../../../../engine/create-source.ts';
import {line, OPTIONS, rowsOf} from '../../shop-rows.ts';

const SOURCE = createSource(
  {
    order_lines: [
      line('1', '2024-03-01', 10), line('2', 'yesterday', 10), line('3', '2024-03-01', 10, {status: 'lost in space'}),
      line('4', '2024-03-01', 10, {status: 'on the moon'}), line('5', '2024-03-01', 10, {customer_id: null}),
    ],
    traffic: [{day: '2024-03-01', visitors: 'many'}],
  },
  {...OPTIONS, now: 'data'},
);

describe('the quality report as a result', () => {
  it('has a row an issue, errors and the largest shares first, with what became of them and the first of them', async () => {
    const result = await SOURCE.run({analysis: 'quality'});
    expect(rowsOf(result, ['table', 'column', 'reason', 'effect', 'rows', 'share', 'example_row', 'example_value'])).to.deep.equal([
      ['traffic', 'visitors', 'unreadable-number', 'value-missing', 1, 1, 1, 'many'],
      ['order_lines', 'status', 'unknown-status', 'left-out', 2, 0.4, 3, 'lost in space'],
      ['order_lines', 'ordered_at', 'unreadable-time', 'left-out', 1, 0.2, 2, 'yesterday'],
      ['order_lines', 'customer_id', 'missing-customer', 'kept', 1, 0.2, 5, ''],
    ]);
    expect([result.totals?.['rows_read'], result.totals?.['rows_kept'], result.totals?.['rows_left_out']]).to.deep.equal([6, 3, 3]);
  });

  it('tells of one table where asked to, and refuses a table that cannot be', async () => {
    const traffic = await SOURCE.run({analysis: 'quality', table: 'traffic'});
    expect([traffic.length, traffic.totals?.['rows_read'], traffic.totals?.['rows_kept']]).to.deep.equal([1, 1, 1]);
    const message = await SOURCE.run({analysis: 'quality', table: 'visits'}).catch((error: Error) => error.message);
    expect(message).to.match(/There is no table "visits"\. Known are/);
  });

  it('counts in numbers exactly the rows it calls kept', async () => {
    const {totals} = await SOURCE.run({analysis: 'metrics', metrics: ['placed_orders', 'gmv']});
    expect(totals).to.deep.equal({placed_orders: 2, gmv: 20});
  });
});
