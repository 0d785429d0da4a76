/** A JSON value with the places of its strings. */
export type JsonNode =
  | { readonly kind: 'string'; readonly from: number; readonly to: number }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, JsonNode> }
  | { readonly kind: 'other' };

const MAX_DEPTH = 100;

const space = /[\s\uFEFF]*/y;
const other = /[^\s,:"[\]{}]+/y;

/** Reads JSON; `from` and `to` of a string are inside of its quotes. Null for text that is no JSON. */
export function parseJson(text: string): JsonNode | null {
  const reader = new JsonReader(text);
  const node = reader.value(0);
  return node && reader.isAtEnd() ? node : null;
}

class JsonReader {
  private at = 0;

  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    this.match(space);
    return this.at === this.text.length;
  }

  value(depth: number): JsonNode | null {
    this.match(space);
    const start = this.text[this.at];
    if (depth > MAX_DEPTH) return null;
    if (start === '{') return this.object(depth);
    if (start === '[') return this.array(depth);
    if (start === '"') return this.string();
    return this.match(other) ? { kind: 'other' } : null;
  }

  private string(): (JsonNode & { kind: 'string' }) | null {
    if (this.text[this.at] !== '"') return null;
    const from = this.at + 1;
    let to = this.text.indexOf('"', from);
    while (to >= 0 && isEscaped(this.text, from, to)) to = this.text.indexOf('"', to + 1);
    if (to < 0) return null;
    this.at = to + 1;
    return { kind: 'string', from, to };
  }

  private array(depth: number): JsonNode | null {
    const items: JsonNode[] = [];
    const isWhole = this.each(']', () => {
      const item = this.value(depth + 1);
      if (item) items.push(item);
      return item !== null;
    });
    return isWhole ? { kind: 'array', items } : null;
  }

  private object(depth: number): JsonNode | null {
    const entries = new Map<string, JsonNode>();
    const isWhole = this.each('}', () => {
      const key = this.string();
      if (!key || !this.take(':')) return false;
      const value = this.value(depth + 1);
      if (value) entries.set(this.text.slice(key.from, key.to), value);
      return value !== null;
    });
    return isWhole ? { kind: 'object', entries } : null;
  }

  /** Reads from an opening bracket to its closing one; false where either or a part is missing. */
  private each(close: string, part: () => boolean): boolean {
    this.at++;
    if (this.take(close)) return true;
    for (;;) {
      this.match(space);
      if (!part()) return false;
      if (this.take(close)) return true;
      if (!this.take(',')) return false;
    }
  }

  private take(token: string): boolean {
    this.match(space);
    if (this.text[this.at] !== token) return false;
    this.at++;
    return true;
  }

  private match(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, from: number, at: number): boolean {
  let start = at;
  while (start > from && text[start - 1] === '\\') start--;
  return (at - start) % 2 === 1;
}
