/** The worker's side, without a worker. */

import {expect} from 'chai';

import type {Query} from '../../../engine/query.ts';
import type {ToPage, ToWorker} from '../../../engine/worker/protocol.ts';
import {serve} from '../../../engine/worker/serve.ts';

class Port {
  readonly said: ToPage[] = [];
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null = null;
  #waiting: (() => void)[] = [];
  postMessage(message: ToPage): void {
    this.said.push(message);
    for (const tell of this.#waiting.splice(0)) tell();
  }
  say(...messages: readonly ToWorker[]): void {
    for (const data of messages) this.onmessage?.({data} as MessageEvent<ToWorker>);
  }
  async until(found: () => boolean): Promise<void> {
    while (!found()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
  /** Ids of the answers, as they came. */
  get answered(): number[] {
    return this.said.flatMap((message) => (message.type === 'answer' ? [message.id] : []));
  }
}

const LINES = 'order_id,customer_id,ordered_at,sku,quantity,net\nA1,c1,2024-03-10,tea,1,30.50\nA2,c2,2024-03-11,tea,2,12\n';
const METRICS: Query = {analysis: 'metrics', metrics: ['net_sales'], period: 'all'};

async function open(): Promise<Port> {
  const port = new Port();
  serve(port);
  port.say({type: 'load-files', files: {order_lines: LINES}, options: {currency: 'CNY'}});
  await port.until(() => port.said.some(({type}) => type === 'opened'));
  return port;
}

describe('the worker\'s side', () => {
  it('answers metrics before charts of the same moment, each kind in the order in which it was asked', async () => {
    const port = await open();
    const asked: readonly Query[] = [{analysis: 'rfm'}, {analysis: 'cohort', grain: 'month'}, METRICS, {...METRICS, metrics: ['orders']}];
    port.say(...asked.map((query, id): ToWorker => ({type: 'run', id, query})));
    await port.until(() => port.answered.length === asked.length);
    expect(port.answered).to.deep.equal([2, 3, 0, 1]);
  });

  it('does not work out what was dropped while it waited', async () => {
    const port = await open();
    port.say({type: 'run', id: 0, query: {analysis: 'rfm'}}, {type: 'run', id: 1, query: METRICS}, {type: 'drop', id: 0}, {type: 'run', id: 2, query: METRICS});
    await port.until(() => port.answered.length === 2);
    expect(port.answered).to.deep.equal([1, 2]);
  });
});
