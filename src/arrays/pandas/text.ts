import { taking } from '../given.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { booleans, integers, objects } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import type { Args } from '../values.js';

const plain: Readonly<Record<string, (text: string) => string>> = {
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  title: (text) => text.replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()),
  capitalize: (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(),
};

const trims: Readonly<Record<string, (text: string, characters: string) => string>> = {
  strip: (text, set) => trimmed(trimmed(text, set, true), set, false),
  lstrip: (text, set) => trimmed(text, set, true),
  rstrip: (text, set) => trimmed(text, set, false),
};

function trimmed(text: string, set: string, start: boolean): string {
  if (set === '') return start ? text.trimStart() : text.trimEnd();
  let [from, to] = [0, text.length];
  while (start && from < to && set.includes(text.charAt(from))) from++;
  while (!start && to > from && set.includes(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

/** `series.str.strip()`: a method of texts on every entry. */
export function textMethod(values: NdArray, name: string, args: Args): NdArray {
  const each = (change: (text: string) => string) =>
    objects(values.scalars().map((value): Scalar => (typeof value === 'string' ? change(value) : null)));
  const own = plain[name];
  if (own) return each(own);
  const trim = trims[name];
  if (trim) return each((text) => trim(text, String(args.positional[0] ?? '')));
  if (name === 'len') return integers(values.scalars().map((value) => String(value ?? '').length));
  if (name === 'contains' || name === 'startswith' || name === 'endswith') return found(values, name, args);
  if (name !== 'replace') throw new NotKnown(`str.${name} is not supported`);
  let result: NdArray | null = null;
  taking('pat repl n! case! flags! regex', (given) => {
    const [from, to] = [given.text('pat', ''), given.text('repl', '')];
    if (given.flag('regex', false) && /[\\^$.|?*+()[\]{}]/.test(from))
      throw new NotKnown('str.replace by a pattern is not supported');
    result = each((text) => text.replaceAll(from, () => to));
    return null;
  })(args, 'str.replace');
  return result ?? values;
}

function found(values: NdArray, name: 'contains' | 'startswith' | 'endswith', args: Args): NdArray {
  const [pattern] = args.positional;
  if (typeof pattern !== 'string' || (name === 'contains' && /[\\^$.|?*+()[\]{}]/.test(pattern)))
    throw new NotKnown(`str.${name} by a pattern is not supported`);
  const test = { contains: 'includes', startswith: 'startsWith', endswith: 'endsWith' }[name] as 'includes';
  return booleans(values.scalars().map((value) => typeof value === 'string' && value[test](pattern)));
}
