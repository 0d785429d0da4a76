/** Text of a string literal without its prefix, quotes and escapes. */
export function stringOf(text: string): string {
  const [opening = '', prefix = '', quote = ''] = /^([a-zA-Z]*)("""|'''|"|')/.exec(text) ?? [];
  const isClosed = text.length >= opening.length + quote.length && text.endsWith(quote);
  const inside = text.slice(opening.length, isClosed ? text.length - quote.length : undefined);
  return /r/i.test(prefix) ? inside : unescaped(inside);
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** A part of a string with its escapes replaced. Python leaves those alone that it does not know. */
export function unescaped(text: string): string {
  return text.replace(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|(\r\n|[\s\S]))/gi,
    (whole, byte?: string, unit?: string, sign = '') => {
      if (byte ?? unit) return String.fromCharCode(Number.parseInt(byte ?? unit ?? '', 16));
      if (/[\r\n]/.test(sign)) return '';
      return Object.hasOwn(escapes, sign) ? (escapes[sign] ?? whole) : whole;
    },
  );
}

/** The number that a literal stands for, a minus before it included; null for any other text. */
export function numberOf(text: string): number | null {
  const [, minus = '', digits = ''] = /^(-?)\s*(\.?\d[\w.+-]*)$/.exec(text) ?? [];
  const plain = digits.replace(/_/g, '').replace(/[lL]$/, '');
  const number = /^0\d+$/.test(plain) ? Number.parseInt(plain, 8) : plain === '' ? Number.NaN : Number(plain);
  return Number.isNaN(number) ? null : minus ? -number : number;
}
