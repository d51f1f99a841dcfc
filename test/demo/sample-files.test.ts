import {expect} from 'chai';

import {createCsvAdapter} from '../../data-adapters/csv.ts';
import {guessTable} from '../../data-adapters/headers.ts';

const FILES = {orders: 'order_lines', events: 'events', stock: 'stock'} as const;

describe('the sample files', () => {
  for (const [file, table] of Object.entries(FILES)) {
    it(`${file}.csv is recognised by its Chinese headers and read without loss`, async () => {
      const response = await fetch(`/demo/script-tag/${file}.csv`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const text = new TextDecoder().decode(bytes);
      const guess = guessTable(text.slice(0, text.indexOf('\r\n')).split(','));
      expect(guess).to.include({table});
      expect(guess.missing).to.deep.equal([]);
      expect(guess.unused).to.deep.equal([]);
      const {tables, quality} = await createCsvAdapter({[table]: bytes}, {timeZone: 'Asia/Shanghai', currency: 'CNY'}).load();
      expect(tables[table]?.length).to.equal(text.trimEnd().split('\r\n').length - 1);
      expect(quality.tables.flatMap(({issues}) => issues)).to.deep.equal([]);
    });
  }
});
