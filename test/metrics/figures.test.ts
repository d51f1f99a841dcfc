import {expect} from 'chai';
import {FIGURES, METRICS} from 'tillboard/metrics';

import {SCHEMA} from '../../data-adapters/schema.ts';

describe('the figures of the dictionary', () => {
  it('are named once, apart from every metric', () => {
    const names = [...METRICS.flatMap(({key, aliases = []}) => [key, ...aliases]), ...FIGURES.flatMap(({key, aliases = []}) => [key, ...aliases])];
    expect(names.filter((name, index) => names.indexOf(name) !== index)).to.deep.equal([]);
  });

  it('have every text in both languages', () => {
    for (const {key, label, definition, formulaText} of FIGURES) {
      for (const text of [label, definition, formulaText]) {
        expect(text.en.trim(), key).to.not.equal('');
        expect(text.zh.trim(), key).to.not.equal('');
      }
      expect(definition.zh, `${key} is told in Chinese`).to.match(/[\u4e00-\u9fff]/);
    }
  });

  it('are worked out from columns that exist', () => {
    for (const {key, reads} of FIGURES) {
      for (const name of reads) {
        const [table = '', column = ''] = name.split('.');
        expect(Object.keys(SCHEMA[table as keyof typeof SCHEMA] ?? {}), `${key} reads ${name}`).to.include(column);
      }
    }
  });
});
