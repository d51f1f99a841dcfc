/** A small shop whose numbers can be worked out by hand. Its clock stands at 15 March 2024, noon in Shanghai. */

import type {TillKpi} from '../../../components/kpi/kpi.ts';
import {createSource} from '../../../engine/create-source.ts';
import type {Source} from '../../../engine/source.ts';
import {until} from '../../support/test-widget.ts';

const order = (id: string, day: string, net: string, more: object = {}): object => ({
  order_id: id, customer_id: `c-${id}`, ordered_at: `${day}T09:00:00+08:00`, sku: 'tea', quantity: 1, net, cost: '10.00', status: 'completed', ...more,
});

/**
 * March to the 15th: 40,000 + 20,000 = 60,000. February 1–15: 50,000 (another 8,000 on the 20th). March 1–15 last year: 60,000.
 * January: nothing. On each of the `days` another 100. `more` are further tables.
 */
export function createShop(days: readonly string[] = [], more: Readonly<Record<string, readonly object[]>> = {}): Source {
  return createSource(
    {
      order_lines: [
        order('y1', '2023-03-10', '60000.00'),
        order('f1', '2024-02-05', '50000.00'),
        order('f2', '2024-02-20', '8000.00'),
        order('m1', '2024-03-02', '40000.00'),
        order('m2', '2024-03-14', '20000.00'),
        ...days.map((day) => order(day, day, '100.00')),
      ],
      ...more,
    },
    {timeZone: 'Asia/Shanghai', currency: 'CNY', now: '2024-03-15T12:00:00+08:00'},
  );
}

export function addKpi(properties: Partial<TillKpi>, attributes: Readonly<Record<string, string>> = {}, parent: Node = document.body): TillKpi {
  const kpi = document.createElement('till-kpi');
  kpi.lang = 'en';
  for (const [name, value] of Object.entries(attributes)) kpi.setAttribute(name, value);
  Object.assign(kpi, properties);
  parent.appendChild(kpi);
  return kpi;
}

export async function inState(kpi: TillKpi, state: string): Promise<void> {
  await until(() => kpi.matches(`:state(${state})`), `state ${state}, not ${kpi.widgetState}`);
  await kpi.updateComplete;
}

/** The text of a part as a reader has it, with plain blanks. */
export function textOf(kpi: TillKpi, selector: string): string {
  return [...kpi.renderRoot.querySelectorAll<HTMLElement>(selector)].map((part) => part.innerText).join(' | ').replace(/\s+/g, ' ').trim();
}
