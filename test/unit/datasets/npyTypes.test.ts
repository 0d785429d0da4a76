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
