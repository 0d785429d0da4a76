import { expect, it } from 'vitest';
import { npyArray } from '../../../src/datasets/arrays/npyFile.js';

/** A file as NumPy writes it, of values that are given as their bytes. */
function npy(
  descr: string,
  bytes: readonly number[],
  shape = `(${bytes.length / Number(descr.slice(2))},)`,
): Uint8Array {
  const dict = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117);
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1'),
    Buffer.from(`${dict}\n`),
    Buffer.from(bytes),
  ]);
}

it.each<[descr: string, bytes: readonly number[], values: readonly (number | string)[]]>([
  ['|b1', [0, 1, 2], [0, 1, 1]],
  ['|i1', [1, 127, 128, 255], [1, 127, -128, -1]],
  ['|u1', [1, 127, 128, 255], [1, 127, 128, 255]],
  ['<i2', [1, 2, 254, 255], [513, -2]],
  ['>i2', [1, 2, 255, 254], [258, -2]],
  ['<u2', [1, 2, 254, 255], [513, 65534]],
  ['>u2', [1, 2, 255, 254], [258, 65534]],
  ['<i4', [1, 2, 0, 0, 254, 255, 255, 255], [513, -2]],
  ['>i4', [0, 0, 1, 2, 255, 255, 255, 254], [258, -2]],
  ['<u4', [1, 2, 0, 0, 0, 0, 0, 128], [513, 2 ** 31]],
  ['>u4', [0, 0, 1, 2, 128, 0, 0, 0], [258, 2 ** 31]],
  ['<i8', [1, 2, 0, 0, 0, 0, 0, 0, 254, 255, 255, 255, 255, 255, 255, 255], [513, -2]],
  ['>u8', [0, 0, 0, 0, 0, 0, 1, 2, 128, 0, 0, 0, 0, 0, 0, 0], [258, 2 ** 63]],
  [
    '<f2',
    [0, 60, 0, 192, 1, 0, 1, 128, 0, 124, 0, 252, 255, 123],
    [1, -2, 2 ** -24, -(2 ** -24), Infinity, -Infinity, 65504],
  ],
  ['>f2', [60, 0, 126, 0, 53, 85], [1, Number.NaN, 0.333251953125]],
  ['<f4', [0, 0, 128, 63, 0, 0, 0, 192], [1, -2]],
  ['>f8', [63, 240, 0, 0, 0, 0, 0, 0], [1]],
  ['<U2', [97, 0, 0, 0, 98, 0, 0, 0, 0, 246, 1, 0, 0, 0, 0, 0], ['ab', '\u{1f600}']],
  ['>U1', [0, 0, 0, 97, 255, 0, 0, 0], ['a', '\ufffd']],
])('reads %s as NumPy has it', (descr, bytes, values) => {
  const count = descr[1] === 'U' ? bytes.length / 4 / Number(descr.slice(2)) : bytes.length / Number(descr.slice(2));
  const read = npyArray(npy(descr, bytes, `(${count},)`), 'x.npy');
  expect([...read.values]).toEqual(values);
  expect([read.shape, read.bytes]).toEqual([[count], descr === '|u1']);
});

it.each<[what: string, file: Uint8Array, said: RegExp]>([
  ['one value fewer', npy('|u1', [1, 2, 3], '(2, 2)'), /x\.npy is truncated: .* 4 values, but the file has 3\./],
  ['one value more', npy('|u1', [1, 2, 3, 4, 5], '(2, 2)'), /x\.npy is damaged: .* 4 values, but the file has 5\./],
  ['complex numbers', npy('<c8', new Array<number>(8).fill(0)), /contains complex numbers/],
  ['times', npy('<M8', new Array<number>(8).fill(0)), /contains times/],
  ['spans of time', npy('<m8', new Array<number>(8).fill(0)), /contains times/],
  ['bytes', npy('|S4', [97, 98, 99, 100]), /contains bytes/],
  ['objects', npy('|O8', new Array<number>(8).fill(0)), /contains Python objects/],
  ['nothing but a name', Buffer.from('\x93NUMPY', 'latin1'), /x\.npy/],
])('refuses a file of %s', (_, file, said) => {
  expect(() => npyArray(file, 'x.npy')).toThrow(said);
});

const told = (text: string): string => {
  const header = `${text.padEnd(117)}\n`;
  const file = Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1'),
    Buffer.from(header),
    Buffer.alloc(8),
  ]);
  try {
    const { shape, values } = npyArray(file, 'x.npy');
    return `${JSON.stringify(shape)} ${values.length}`;
  } catch (error) {
    return (error as Error).message;
  }
};
const dict = (descr: string, shape = '(2,)') => `{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }`;
const objects =
  'x.npy contains Python objects, which only Python can read. Save it as numbers: np.save("x.npy", np.stack(array).astype("float32")).';
const other = (what: string) => `x.npy contains ${what}, but a model needs numbers. Save it with .astype("float32").`;
const axes = (count: number) => `(${'1,'.repeat(count)}2)`;

it.each([
  [dict("'<f4'"), '[2] 2'],
  ["{'shape' : (2L, 1L), 'descr' : '<f4'}", '[2,1] 2'],
  [dict("'<f8'", '()'), '[] 1'],
  [dict("'<i2'", '( 2 , 2 )'), '[2,2] 4'],
  [dict("'|O'"), objects],
  [dict("'O'"), objects],
  ["{'descr':'|O'}", objects],
  [
    dict("[('a', '<f4')]"),
    'x.npy is a table with named fields. Save it as CSV, or save its columns as one array of numbers.',
  ],
  [
    "{'descr':[('a', '<f4')]}",
    'x.npy is a table with named fields. Save it as CSV, or save its columns as one array of numbers.',
  ],
  [dict("'<c8'"), other('complex numbers')],
  [dict("'<M8[s]'"), other('times')],
  [dict("'<m8[s]'"), other('times')],
  [dict("'|S4'"), other('bytes')],
  [dict("'V4'"), other('bytes')],
  ["{'descr':'<c8'}", other('complex numbers')],
  [dict("'<f3'"), 'x.npy contains numbers of 3 bytes, which NumPy does not have. It is damaged.'],
  [dict("'|b2'"), 'x.npy contains numbers of 2 bytes, which NumPy does not have. It is damaged.'],
  [dict("'<U0'"), 'x.npy is empty: its strings have length 0.'],
  [dict("'<f'"), 'x.npy cannot be read as a NumPy array: its header is damaged.'],
  [dict("'<f4'", '[2]'), 'x.npy cannot be read as a NumPy array: its header is damaged.'],
  [dict("'<f4'", '(999999999, 999999999)'), 'x.npy cannot be read as a NumPy array: its header is damaged.'],
  [dict("'<f4'", '(3,)'), 'x.npy is truncated: an array of shape [3] has 3 values, but the file has 2.'],
  [dict("'<f4'", '(1,)'), 'x.npy is damaged: an array of shape [1] has 1 values, but the file has 2.'],
])('A header of %s', (header, message) => expect(told(header)).toBe(message));

it('An array of up to 64 axes', () => {
  const long = (count: number) => {
    const text = `{'descr':'<f4','shape':${axes(count - 1)}}`.padEnd(198);
    return Buffer.concat([
      Buffer.from('\x93NUMPY\x02\x00\xc6\x00\x00\x00', 'latin1'),
      Buffer.from(text),
      Buffer.alloc(8),
    ]);
  };
  expect(npyArray(long(64), 'x.npy').shape).toHaveLength(64);
  expect(() => npyArray(long(65), 'x.npy')).toThrow('its header is damaged');
  expect(() => npyArray(long(64).subarray(0, 100), 'x.npy')).toThrow('x.npy is truncated: its header is incomplete.');
  expect(() => npyArray(Buffer.from('\x93NUMPY\x01\x00', 'latin1'), 'x.npy')).toThrow(
    'x.npy is not a NumPy file: it starts differently.',
  );
});
