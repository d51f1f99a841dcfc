/** Every adapter, from the built package, in a Node that refuses to turn text into code. */

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {gzipSync} from 'node:zlib';

import {tableToArquero} from 'tillboard/engine';
import {createCsvAdapter} from 'tillboard/data-adapters/csv';
import {guessTable} from 'tillboard/data-adapters/headers';
import {createJsonAdapter} from 'tillboard/data-adapters/json';
import {createMemoryAdapter} from 'tillboard/data-adapters/memory';

import {root} from '../../scripts/ensure-install.mjs';

const OPTIONS = {timeZone: 'Asia/Shanghai', currency: 'CNY'};
const ROWS = [
  {order_id: '9007199254740993001', ordered_at: '2024-03-01 23:30:00', quantity: 1, net: '¥1,234.50'},
  {order_id: '007', ordered_at: '2024-03-02T00:30:00+08:00', quantity: 2, net: '1.2万'},
];

async function assertRows(adapter) {
  const {tables, quality} = await adapter.load();
  const table = tables.order_lines;
  const columnOf = (name) => Array.from({length: table.length}, (_, row) => table.columns.get(name).at(row));
  assert.deepEqual(columnOf('order_id'), ['9007199254740993001', '007']);
  assert.deepEqual(columnOf('net'), [1234.5, 12_000]);
  assert.deepEqual(Array.from(table.columns.get('ordered_at').days), [19_783, 19_784]);
  assert.deepEqual(quality.tables[0].issues, []);
  return tables;
}

const csvText = ['order_id,ordered_at,quantity,net', ...ROWS.map((row) => Object.values(row).map((cell) => `"${cell}"`).join(','))].join('\n');

describe('in a Node that refuses to turn text into code', () => {
  it('does refuse', () => {
    assert.throws(() => new Function('return 1'), EvalError);
  });

  it('the CSV adapter reads text, bytes and gzip', async () => {
    const bytes = new TextEncoder().encode(csvText);
    for (const source of [{text: csvText}, bytes, new Uint8Array(gzipSync(bytes))]) {
      await assertRows(createCsvAdapter({order_lines: source}, OPTIONS));
    }
  });

  it('the CSV adapter reads TSV', async () => {
    const text = csvText.replaceAll('","', '"\t"').replace(/^[^\n]+/, (header) => header.replaceAll(',', '\t'));
    await assertRows(createCsvAdapter({order_lines: {text}}, OPTIONS));
  });

  it('the JSON adapter reads arrays, lines and envelopes', async () => {
    const texts = [JSON.stringify(ROWS), ROWS.map((row) => JSON.stringify(row)).join('\n'), JSON.stringify({data: ROWS})];
    for (const text of texts) await assertRows(createJsonAdapter({order_lines: {text}}, OPTIONS));
  });

  it('the memory adapter reads objects, columns and Arquero tables', async () => {
    const columns = Object.fromEntries(Object.keys(ROWS[0]).map((name) => [name, ROWS.map((row) => row[name])]));
    await assertRows(createMemoryAdapter({order_lines: ROWS}, OPTIONS));
    const {order_lines: table} = await assertRows(createMemoryAdapter({order_lines: columns}, OPTIONS));
    const {tables} = await createMemoryAdapter({order_lines: tableToArquero(table)}, OPTIONS).load();
    assert.equal(tables.order_lines.length, 2);
  });

  it('the sample files are recognised and read', async () => {
    for (const [file, table] of Object.entries({orders: 'order_lines', events: 'events', stock: 'stock'})) {
      const text = readFileSync(join(root, 'demo', 'script-tag', `${file}.csv`), 'utf8');
      assert.equal(guessTable(text.slice(1, text.indexOf('\r\n')).split(',')).table, table);
      const {tables} = await createCsvAdapter({[table]: {text}}, OPTIONS).load();
      assert.ok(tables[table].length > 100);
    }
  });
});
