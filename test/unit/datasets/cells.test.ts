import { describe, expect, it } from 'vitest';
import { type Cell, isBoolean, isDate, isMissing, labelOf, numberOf } from '../../../src/datasets/table/cells.js';
import { columnKinds } from '../../../src/datasets/table/columnKinds.js';

describe('a cell', () => {
  it.each<[Cell | undefined, boolean]>([
    [null, true],
    [undefined, true],
    ['', true],
    ['   ', true],
    [' N/A ', true],
    ['NaN', true],
    ['?', true],
    ['-', true],
    ['.', true],
    ['#N/A', true],
    [`${' '.repeat(9)}nil`, true],
    [`${' '.repeat(10)}nil`, false],
    ['nine', false],
    ['0', false],
    [0, false],
    [Number.NaN, true],
    [Number.POSITIVE_INFINITY, false],
    [false, false],
  ])('%j lacks a value: %s', (cell, missing) => expect(isMissing(cell)).toBe(missing));

  it.each<[Cell, number]>([
    [1.5, 1.5],
    [Number.POSITIVE_INFINITY, Number.NaN],
    [true, 1],
    [false, 0],
    ['-1e3', -1000],
    [' 7 ', 7],
    ['0.0', 0],
    ['', Number.NaN],
    ['  ', Number.NaN],
    ['Infinity', Number.NaN],
    ['TRUE ', 1],
    ['false', 0],
    ['yes', Number.NaN],
    ['1,5', Number.NaN],
    [null, Number.NaN],
    [new Date(5), Number.NaN],
  ])('%j is the number %d', (cell, number) => expect(numberOf(cell)).toBe(number));

  it('may have a decimal comma', () => {
    expect(numberOf('-1,5', true)).toBe(-1.5);
    expect(numberOf('1.5', true)).toBe(1.5);
    expect(numberOf('1,234,567', true)).toBeNaN();
  });

  it.each<[Cell, boolean]>([
    [true, true],
    ['False', true],
    [' true ', true],
    ['1', false],
    [1, false],
    ['toString', false],
  ])('%j is a boolean: %s', (cell, is) => expect(isBoolean(cell)).toBe(is));

  it.each<[Cell, boolean]>([
    [new Date(0), true],
    ['2024-05-31', true],
    [' 2024/5/1 ', true],
    ['2024-05-31T10:00:00Z', true],
    ['31.05.2024', true],
    ['5/31/24 10:00', true],
    ['10:30', true],
    ['10:30:15.25', true],
    ['1:05 pm', true],
    ['2024-05', false],
    ['5/31/245', false],
    ['v2024-05-31', false],
    ['2024-05-31x', false],
    ['10:3', false],
    ['a10:30', false],
    ['10:30 o’clock', false],
    [20240531, false],
  ])('%j is a date: %s', (cell, is) => expect(isDate(cell)).toBe(is));

  it('is a class by its text', () => {
    expect([labelOf(' a b '), labelOf(3), labelOf(true), labelOf(new Date(0))]).toEqual([
      'a b',
      '3',
      'true',
      '1970-01-01T00:00:00.000Z',
    ]);
  });
});

describe('a column', () => {
  const kind = (...cells: Cell[]) =>
    columnKinds(
      ['c'],
      cells.map((cell) => [cell]),
    )[0];
  const times = (count: number, cell: Cell) => Array.from({ length: count }, () => cell);

  it.each<[string, Cell[], string]>([
    ['numbers', ['1', '2.5', '?'], 'number'],
    ['booleans', ['true', false, ''], 'boolean'],
    ['booleans and numbers', ['true', '2'], 'number'],
    ['dates', ['2024-05-31', '', '10:30'], 'date'],
    ['nothing', ['', null, 'NA'], 'empty'],
    ['no row', [], 'empty'],
    ['words', ['a', 'b'], 'text'],
    ['one mistake in twenty', [...times(19, '1'), 'x'], 'number'],
    ['one mistake in nineteen', [...times(18, '1'), 'x'], 'text'],
    ['a date among numbers', [...times(19, '1'), new Date(0)], 'number'],
  ])('of %s', (_, cells, wanted) => expect(kind(...cells)?.kind).toBe(wanted));

  it('counts what is missing and what differs, and knows its decimal comma', () => {
    expect(columnKinds(['a', 'b'], [['1,5', 'x'], [' -2,0 ', ''], ['1,5']])).toEqual([
      { name: 'a', kind: 'number', decimalComma: true, missing: 0, distinct: 2 },
      { name: 'b', kind: 'text', decimalComma: false, missing: 2, distinct: 1 },
    ]);
    expect(kind('1,2,3', 'a 1,5')?.decimalComma).toBe(false);
    expect(kind(1, 2)).toEqual({ name: 'c', kind: 'number', decimalComma: false, missing: 0, distinct: 2 });
  });
});
