/** What the text of one layer's call says of its options, JavaScript or Python, as far as it says it in numbers. */
export class LayerText {
  /** @param program the whole file, where a name may be given its number */
  constructor(
    private readonly call: string,
    private readonly program: string,
  ) {}

  /** An option by any of its names; `position` is its place among Python's positional arguments. */
  number(names: string, position?: number): number | null {
    return this.value(this.named(names, '[\\w.]+\\b(?!\\s*[*/+.([-])') ?? this.positional(position));
  }

  /** An option that is a list; a single number stands for a list of as many as `length`. */
  list(names: string, length = 1, position?: number): number[] | null {
    const items = this.named(names, '[[(][^\\])]*[\\])]') ?? this.positional(position);
    if (!items || !/^[[(]/.test(items)) {
      const all = this.number(names, position);
      return all === null ? null : new Array<number>(length).fill(all);
    }
    const texts = items
      .slice(1, -1)
      .split(',')
      .map((item) => item.trim());
    const values = texts.filter((item) => item !== '').map((item) => this.value(item));
    return values.every((value) => value !== null) ? values : null;
  }

  says(names: string, value: RegExp): boolean {
    return value.test(this.named(names, '[\'"\\w]+') ?? '');
  }

  private named(names: string, value: string): string | null {
    return new RegExp(`\\b(?:${names})['"]?\\s*[:=]\\s*(${value})`).exec(this.call)?.[1] ?? null;
  }

  private positional(position: number | undefined): string | null {
    const [, list] = /^[\w.\s]*\((.*)\)\s*$/s.exec(this.call) ?? [];
    if (position === undefined || list === undefined) return null;
    const item = list.match(/(?:[[(][^\])]*[\])]|[^,])+/g)?.[position]?.trim();
    return item !== undefined && /^(?:\w+|[[(][\w\s,]*[\])])$/.test(item) ? item : null;
  }

  /** A number, or that of a name that the program gives one. */
  private value(text: string | null): number | null {
    if (text === null) return null;
    if (/^\d+$/.test(text)) return Number(text);
    if (!/^[A-Za-z_]\w*$/.test(text)) return null;
    const given = new RegExp(`\\b${text}\\s*(?::\\s*\\w+\\s*)?[:=]\\s*(\\d+)\\b(?!\\s*[*/+.-])`).exec(
      this.program,
    )?.[1];
    return given === undefined ? null : Number(given);
  }
}
