import { isKind, type Value } from '../values/values.js';

/** Text of a value as `str` gives it; null where it has none that is known. */
export function textOf(value: Value, depth = 0): string | null {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  return depth > 6 ? null : literalText(value, depth);
}

/** Text of a Python literal for a value; null where there is none. */
export function literalText(value: Value, depth = 0): string | null {
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;
  if (typeof value !== 'object' || value === null) return textOf(value);
  if (depth > 6) return null;
  if (isKind(value, 'list')) {
    const items = value.items.map((item) => literalText(item, depth + 1));
    if (items.includes(null)) return null;
    if (!value.tuple) return `[${items.join(', ')}]`;
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
  }
  if (!isKind(value, 'dict')) return null;
  const entries = [...value.entries].map(([key, entry]) => [literalText(key), literalText(entry, depth + 1)]);
  return entries.some(([, text]) => text === null) ? null : `{${entries.map((entry) => entry.join(': ')).join(', ')}}`;
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}

/** What `format(value, spec)` gives; null where it is not known. */
export function formatValue(value: Value, spec: string): string | null {
  const parts = /^(?:(.)?([<>^]))?([+ ])?(0)?(\d*),?(?:\.(\d+))?([a-zA-Z%])?$/.exec(spec);
  const plain = textOf(value);
  if (!parts || plain === null) return plain;
  const [, fill, align, sign, zero, width, precision, type] = parts;
  const text = `${sign && Number(value) >= 0 ? sign : ''}${typeText(value, plain, type, precision)}`;
  const length = Math.min(Number(width ?? 0), 1000);
  const filling = zero ? '0' : (fill ?? ' ');
  if (align === '<' || (!align && typeof value === 'string')) return text.padEnd(length, filling);
  return text.padStart(length, filling);
}

function typeText(value: Value, plain: string, type: string | undefined, precision: string | undefined): string {
  if (typeof value !== 'number') return plain;
  const digits = Math.min(Number(precision ?? 6), 100);
  if (type === 'f' || type === 'F') return value.toFixed(digits);
  if (type === 'e') return numberText(Number(value.toExponential(digits)));
  if (type === '%') return `${(value * 100).toFixed(digits)}%`;
  if (type === 'x') return Math.trunc(value).toString(16);
  if (type === 'd' || type === 'i') return String(Math.trunc(value));
  return precision === undefined ? plain : numberText(Number(value.toPrecision(Math.max(1, digits))));
}

/** `'conv%d_%s' % (i, name)`. */
export function percentFormat(text: string, values: readonly Value[]): string | null {
  let next = 0;
  let failed = false;
  const result = text.replace(/%(?:\((\w+)\))?([-+ 0#]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g, (...match: string[]) => {
    const [, key, flags = '', width = '', precision, type = 's'] = match;
    if (type === '%') return '%';
    const argument = values[next++];
    const value = key !== undefined && isKind(values[0], 'dict') ? values[0].entries.get(key) : argument;
    const spec = `${flags.includes('0') ? '0' : ''}${width}${precision === undefined ? '' : `.${precision}`}${type}`;
    const formatted = value === undefined ? null : formatValue(value, type === 's' || type === 'r' ? width : spec);
    failed ||= formatted === null;
    return formatted ?? '';
  });
  return failed ? null : result;
}

/** `'conv{}_{name}'.format(i, name=name)`. */
export function braceFormat(
  text: string,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
): string | null {
  let next = 0;
  let failed = false;
  const result = text.replace(/\{\{|\}\}|\{(\w*)(?::([^{}]*))?\}/g, (...match: string[]) => {
    const [whole = '', key, spec = ''] = match;
    if (whole === '{{' || whole === '}}') return whole[0] ?? '';
    const value = !key ? positional[next++] : /^\d+$/.test(key) ? positional[Number(key)] : named.get(key);
    const formatted = value === undefined ? null : formatValue(value, spec);
    failed ||= formatted === null;
    return formatted ?? '';
  });
  return failed ? null : result;
}
