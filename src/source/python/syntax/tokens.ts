/**
 * What must be told apart to know where brackets are open: strings (one on a single line ends there), comments, brackets, line
 * breaks that do not count, and line breaks with the indent behind them.
 */
export const tokenPattern =
  /[rRbBuUfF]{0,2}(?:"""(?:[^"\\]+|\\[\s\S]|"(?!""))*(?:"""|$)|'''(?:[^'\\]+|\\[\s\S]|'(?!''))*(?:'''|$)|"(?:[^"\\\r\n]+|\\[\s\S])*"?|'(?:[^'\\\r\n]+|\\[\s\S])*'?)|#[^\r\n]*|[()[\]{}]|\\(?:\r\n|\r|\n)|(?:\r\n|\r|\n)[ \t]*/g;

/** The closing bracket of each opening one. */
export const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

export function isCloser(token: string): boolean {
  return token === ')' || token === ']' || token === '}';
}

/** The quote that a string on one line lacks at its end; empty for any other token. */
export function openQuote(token: string): string {
  const [, text = '', quote = ''] = /^[a-zA-Z]{0,2}((["'])[\s\S]*)$/.exec(token) ?? [];
  if (quote === '' || text.startsWith(quote.repeat(3))) return '';
  return text.length > 1 && text.endsWith(quote) && !/(?:^|[^\\])(?:\\\\)*\\$/.test(text.slice(0, -1)) ? '' : quote;
}
