import {expect} from 'chai';
import fc from 'fast-check';

import type {InventoryQuery} from '../../../../engine/analyses/inventory/inventory-query.ts';
import {createSource} from '../../../../engine/create-source.ts';
import {abcClasses} from '../../../../engine/kernels/abc.ts';

const SKUS = ['a', 'b', 'c', 'd'];
const LAST = 20;
const dayText = (day: number): string => `2024-03-${String(day).padStart(2, '0')}`;

describe('ABC of the stock board', () => {
  it('goes by the sales of the very period that is asked for, long or short, in whatever order periods are asked for', async () => {
    const line = fc.record({
      sku: fc.constantFrom(...SKUS), day: fc.integer({min: 1, max: LAST}), cents: fc.integer({min: -500, max: 5000}),
      status: fc.constantFrom('paid', 'cancelled'),
    });
    const period = fc.tuple(fc.integer({min: 1, max: LAST}), fc.integer({min: 1, max: LAST})).map((days) => days.sort((a, b) => a - b));
    await fc.assert(
      fc.asyncProperty(fc.array(line, {minLength: 1, maxLength: 30}), fc.array(period, {minLength: 3, maxLength: 6}), async (lines, periods) => {
        const source = createSource(
          {
            stock: SKUS.map((sku) => ({sku, on_hand: 1})),
            order_lines: lines.map(({sku, day, cents, status}, row) => ({
              order_id: `${row}`, ordered_at: `${dayText(day)}T12:00:00Z`, sku, quantity: 1, net: cents / 100, status,
            })),
          },
          {timeZone: 'UTC', currency: 'CNY', now: '2024-04-01T00:00:00Z'},
        );
        for (const [from, to] of periods) {
          const query: InventoryQuery = {
            analysis: 'inventory', view: 'skus', asOf: dayText(LAST), period: {from: dayText(from), to: dayText(to)}, columns: ['sku', 'abc'],
          };
          const {columns} = await source.run(query, {table: false});
          const sold = SKUS.map((sku) =>
            lines.reduce((sum, each) => sum + (each.sku === sku && each.status === 'paid' && each.day >= from && each.day <= to ? each.cents : 0), 0));
          const classes = abcClasses(sold, {keys: SKUS}).classes;
          expect(columns['abc']).to.deep.equal((columns['sku'] as string[]).map((sku) => classes[SKUS.indexOf(sku)]));
        }
      }),
      {numRuns: 60},
    );
  });
});
