import {expect} from 'chai';

import {walkMarks} from '../../../../components/shared/render/mark-walk.ts';

/** `a b c` over `d . f`, read row by row. */
const GRID = [
  {row: 0, column: 0}, {row: 0, column: 1}, {row: 0, column: 2},
  {row: 1, column: 0}, {row: 1, column: 2},
];
const COLUMN = Array.from({length: 25}, (_, row) => ({row, column: 0}));

describe('walkMarks', () => {
  it('moves inside the row with left and right, and stays at its ends', () => {
    expect(walkMarks(GRID, 0, 'ArrowRight')).to.equal(1);
    expect(walkMarks(GRID, 2, 'ArrowRight')).to.equal(2);
    expect(walkMarks(GRID, 3, 'ArrowLeft')).to.equal(3);
  });

  it('steps over a missing cell', () => {
    expect(walkMarks(GRID, 3, 'ArrowRight')).to.equal(4);
  });

  it('goes to the nearest column of the next row', () => {
    expect(walkMarks(GRID, 2, 'ArrowDown')).to.equal(4);
    expect(walkMarks(GRID, 1, 'ArrowDown')).to.equal(3);
    expect(walkMarks(GRID, 4, 'ArrowUp')).to.equal(2);
    expect(walkMarks(GRID, 0, 'ArrowUp')).to.equal(0);
  });

  it('walks a single column with all four arrows', () => {
    expect(walkMarks(COLUMN, 3, 'ArrowRight')).to.equal(4);
    expect(walkMarks(COLUMN, 3, 'ArrowDown')).to.equal(4);
    expect(walkMarks(COLUMN, 3, 'ArrowLeft')).to.equal(2);
    expect(walkMarks(COLUMN, 24, 'ArrowDown')).to.equal(24);
  });

  it('goes to the ends, and ten on', () => {
    expect(walkMarks(COLUMN, 3, 'End')).to.equal(24);
    expect(walkMarks(COLUMN, 3, 'Home')).to.equal(0);
    expect(walkMarks(COLUMN, 3, 'PageDown')).to.equal(13);
    expect(walkMarks(COLUMN, 20, 'PageDown')).to.equal(24);
    expect(walkMarks(GRID, 1, 'PageDown')).to.equal(3);
  });

  it('leaves other keys, and no marks, to the page', () => {
    expect(walkMarks(GRID, 0, 'Tab')).to.equal(null);
    expect(walkMarks(GRID, 0, 'a')).to.equal(null);
    expect(walkMarks(COLUMN, 0, 'constructor')).to.equal(null);
    expect(walkMarks([], 0, 'End')).to.equal(null);
  });
});
