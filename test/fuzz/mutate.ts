/** Random numbers that a seed decides. */
export function randomOf(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 4294967296) * limit);
  };
}

type Random = ReturnType<typeof randomOf>;

const BYTES = [0, 1, 0x7f, 0x80, 0xfe, 0xff];
const WORDS = [0, 1, -1, 0x7fffffff, -0x80000000, 0xffff, 0x10000, 1 << 30];

type Change = (bytes: Buffer, random: Random) => Buffer;

const CHANGES: readonly Change[] = [
  (bytes, random) => {
    const at = random(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    return bytes;
  },
  (bytes, random) => {
    bytes[random(bytes.length)] = BYTES[random(BYTES.length)] ?? random(256);
    return bytes;
  },
  (bytes, random) => {
    bytes[random(bytes.length)] = random(256);
    return bytes;
  },
  (bytes, random) => {
    if (bytes.length >= 4) bytes.writeInt32LE(WORDS[random(WORDS.length)] ?? 0, random(bytes.length - 3));
    return bytes;
  },
  (bytes, random) => {
    if (bytes.length >= 8) bytes.writeBigInt64LE(1n << BigInt(random(63)), random(bytes.length - 7));
    return bytes;
  },
  (bytes, random) => bytes.subarray(0, random(bytes.length)),
  (bytes, random) => {
    const at = random(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(16))]);
  },
  (bytes, random) => {
    const at = random(bytes.length);
    const part = bytes.subarray(at, at + 1 + random(64));
    return Buffer.concat([bytes.subarray(0, at), part, part, bytes.subarray(at)]);
  },
];

/** Some changes at random: bits, bytes, numbers, cuts, gaps and repeats. */
export function mutated(original: Uint8Array, random: Random): Buffer {
  let bytes = Buffer.from(original);
  for (let count = 1 + random(4); count > 0 && bytes.length > 0; count--) {
    bytes = Buffer.from((CHANGES[random(CHANGES.length)] ?? CHANGES[0])?.(bytes, random) ?? bytes);
  }
  return bytes;
}

/** Pieces that programs, tables and settings are made of. */
const PIECES = [
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '`',
  ':',
  ',',
  '\n',
  '    ',
  '=',
  '*',
  '**',
  '...',
  '0',
  '1e999',
  '\\',
  '#',
  '//',
  '/*',
  '@',
  'def f(x):\n',
  'for i in range(9):\n',
  'lambda x: x',
  'class A(A):\n',
  'return',
  '${',
  '=>',
  'function f(a = f) {',
  'tf.layers.dense(',
  'model.add(model)',
  'Sequential([',
  '\u0000',
  '\ufeff',
  '🎉',
];

/** Changes of a text: characters, pieces of its language, and lines that go, come twice or change places. */
export function mutatedText(original: string, random: Random): string {
  let text = original;
  for (let count = 1 + random(6); count > 0; count--) {
    const at = random(text.length + 1);
    const lines = text.split('\n');
    const [from, to] = [random(lines.length), random(lines.length)];
    switch (random(6)) {
      case 0:
        text = text.slice(0, at) + text.slice(at + 1 + random(8));
        break;
      case 1:
      case 2:
        text = text.slice(0, at) + (PIECES[random(PIECES.length)] ?? '') + text.slice(at);
        break;
      case 3:
        lines.splice(from, 1);
        text = lines.join('\n');
        break;
      case 4:
        lines.splice(to, 0, lines[from] ?? '');
        text = lines.join('\n');
        break;
      default:
        text = text.slice(0, at) + text.slice(random(text.length), random(text.length)) + text.slice(at);
    }
    text = text.slice(0, 200_000);
  }
  return text;
}
