import { describe, expect, it } from 'vitest';
import { unpackLz4Frame } from '../../../src/datasets/table/formats/lz4Frame.js';

const word = (value: number) => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const letters = (letters: string) => [...Buffer.from(letters, 'latin1')];

/** A frame as the LZ4 frame format 1.6 has it. @param flags those of its descriptor besides the version */
function frame(blocks: readonly (readonly number[])[], flags = 0, stored = false): Uint8Array {
  const optional = [...(flags & 8 ? word(99).concat(word(0)) : []), ...(flags & 1 ? word(7) : [])];
  const checksum = flags & 0x10 ? word(0xdeadbeef) : [];
  const written = blocks.flatMap((block) => [
    ...word((block.length | (stored ? 0x80000000 : 0)) >>> 0),
    ...block,
    ...checksum,
  ]);
  return Uint8Array.of(...word(0x184d2204), 0x40 | flags, 0x40, ...optional, 0, ...written, ...word(0));
}

const unpacked = (data: Uint8Array, most = 1e6) => text(unpackLz4Frame(data, most));

describe('an LZ4 frame', () => {
  it.each<[string, string, number[]]>([
    ['letters alone', 'abc', [0x30, ...letters('abc')]],
    ['a match of the shortest length', 'abcdabcd', [0x40, ...letters('abcd'), 4, 0, 0x00]],
    [
      'a match that runs into what it writes',
      `ab${'ab'.repeat(4)}!`,
      [0x24, ...letters('ab'), 2, 0, 0x10, ...letters('!')],
    ],
    ['15 letters', 'x'.repeat(15), [0xf0, 0, ...letters('x'.repeat(15))]],
    ['270 letters', 'y'.repeat(270), [0xf0, 255, 0, ...letters('y'.repeat(270))]],
    ['271 letters', 'y'.repeat(271), [0xf0, 255, 1, ...letters('y'.repeat(271))]],
    ['a long match', 'z'.repeat(1 + 19 + 300), [0x1f, ...letters('z'), 1, 0, 255, 45]],
    ['a far match', `${'a'.repeat(300)}aaaa`, [0xf0, 255, 30, ...letters('a'.repeat(300)), 44, 1, 0x00]],
  ])('has %s', (_, wanted, block) => expect(unpacked(frame([block]))).toBe(wanted));

  it('may have blocks that are stored, and that refer to those before', () => {
    expect(unpacked(frame([letters('abc'), letters('de')], 0, true))).toBe('abcde');
    expect(
      unpacked(
        frame([
          [0x40, ...letters('wxyz')],
          [0x00, 4, 0],
        ]),
      ),
    ).toBe('wxyzwxyz');
    expect(unpacked(frame([]))).toBe('');
  });

  it.each([0x08, 0x01, 0x10, 0x19])('may have a descriptor with the flags %d', (flags) => {
    expect(
      unpacked(
        frame(
          [
            [0x30, ...letters('abc')],
            [0x20, ...letters('de')],
          ],
          flags,
        ),
      ),
    ).toBe('abcde');
  });

  it('may begin in the middle of what it is read from', () => {
    const whole = Buffer.concat([Buffer.from([1, 2, 3]), frame([[0x30, ...letters('abc')]])]);
    expect(unpacked(whole.subarray(3))).toBe('abc');
  });

  it('unpacks to no more than it may', () => {
    const block = [0x1f, ...letters('z'), 1, 0, 255, 45];
    expect(unpacked(frame([block]), 320)).toHaveLength(320);
    expect(() => unpacked(frame([block]), 319)).toThrow('unpacks to more than it declares');
  });

  it.each<[string, Uint8Array, string]>([
    ['is no frame', Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), 'not an LZ4 frame'],
    ['has a cut block', frame([[0x30, ...letters('abc')]]).subarray(0, 13), 'truncated'],
    ['has a block that ends in its letters', frame([[0x40, ...letters('abc')]]), 'truncated'],
    ['has a block that ends in a length', frame([[0xf0, 255]]), 'truncated'],
    ['has a block that ends in a distance', frame([[0x10, ...letters('a'), 1]]), 'truncated'],
    ['refers to nothing', frame([[0x10, ...letters('a'), 0, 0]]), 'refers to nothing'],
    ['refers to what is before its beginning', frame([[0x10, ...letters('a'), 2, 0]]), 'refers to nothing'],
  ])('is refused where it %s', (_, data, message) => expect(() => unpacked(data)).toThrow(message));
});
