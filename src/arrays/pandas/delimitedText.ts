/** How a text is taken apart. */
export interface TextForm {
  /** One character, or null for any run of blanks. */
  readonly delimiter: string | null;
  readonly comment: string | null;
  readonly skipInitialSpace: boolean;
  readonly quote: string;
}

/** Rows of fields. Blank lines are left out; quotes may hold delimiters and line ends. */
export function parseDelimited(text: string, form: TextForm): string[][] {
  const { delimiter, comment, quote } = form;
  if (delimiter === null) return linesOf(text, comment).map((line) => line.trim().split(/\s+/));
  const plain = !text.includes(quote);
  if (plain) return linesOf(text, comment).map((line) => split(line, delimiter, form.skipInitialSpace));
  return quoted(text, form);
}

function linesOf(text: string, comment: string | null): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  const kept =
    comment === null
      ? lines
      : lines.map((line) => (line.includes(comment) ? line.slice(0, line.indexOf(comment)) : line));
  return kept.filter((line) => line.trim() !== '');
}

function split(line: string, delimiter: string, skipSpace: boolean): string[] {
  const fields = line.split(delimiter);
  return skipSpace ? fields.map((field) => field.trimStart()) : fields;
}

/** Fields of a text whose quotes may hold delimiters and ends of lines, character by character. */
class Fields {
  readonly rows: string[][] = [];
  private row: string[] = [];
  private field = '';
  private isQuoted = false;
  private wasQuoted = false;
  private isComment = false;

  constructor(private readonly form: TextForm) {}

  /** Takes one character, and says whether it took the next one with it. */
  take(sign: string, next: string): boolean {
    const { quote, delimiter, comment, skipInitialSpace } = this.form;
    if (this.isQuoted) return this.takeQuoted(sign, next);
    if (sign === '\n' || sign === '\r') {
      this.endRow();
      return sign === '\r' && next === '\n';
    }
    if (this.isComment || sign === comment) this.isComment = true;
    else if (sign === quote && this.field === '') [this.isQuoted, this.wasQuoted] = [true, true];
    else if (sign === delimiter) this.endField();
    else if (!(skipInitialSpace && sign === ' ' && this.field === '')) this.field += sign;
    return false;
  }

  private takeQuoted(sign: string, next: string): boolean {
    const { quote } = this.form;
    if (sign !== quote || next === quote) this.field += sign;
    else this.isQuoted = false;
    return sign === quote && next === quote;
  }

  private endField(): void {
    this.row.push(this.field);
    this.field = '';
    this.wasQuoted = false;
  }

  endRow(): void {
    if (this.row.length > 0 || this.field.trim() !== '' || this.wasQuoted) {
      this.endField();
      this.rows.push(this.row);
    }
    this.row = [];
    this.field = '';
    this.isComment = false;
  }
}

function quoted(text: string, form: TextForm): string[][] {
  const fields = new Fields(form);
  for (let i = 0; i < text.length; i++) if (fields.take(text.charAt(i), text.charAt(i + 1))) i++;
  fields.endRow();
  return fields.rows;
}
