import { gunzipSync } from 'node:zlib';
import { checkedSize } from '../budget.js';
import { type ArrayFunction, type Given, taking } from '../given.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { dtypeOf } from '../numpy/dtypeOf.js';
import { isText } from '../numpy/dtypes.js';
import { booleans, floats, integers, objects } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { asArray } from '../numpy/nested.js';
import { type Arg, Callable, isList, isMap, isScalar } from '../values.js';
import { retyped } from './columnValues.js';
import { parseDelimited } from './delimitedText.js';
import { Index } from './labels.js';
import { DataFrame } from './tables.js';

/** The bytes of a file that the program names. @throws {NotKnown} */
export type ReadFile = (path: string) => Uint8Array;

/** What pandas takes for missing. */
const MISSING = new Set([
  '',
  '#N/A',
  '#N/A N/A',
  '#NA',
  '-1.#IND',
  '-1.#QNAN',
  '-NaN',
  '-nan',
  '1.#IND',
  '1.#QNAN',
  '<NA>',
  'N/A',
  'NA',
  'NULL',
  'NaN',
  'None',
  'n/a',
  'nan',
  'null',
]);

export function textOfFile(read: ReadFile, path: Arg, encoding: string | null): string {
  if (typeof path !== 'string') throw new NotKnown('a file that is not named in the source is not supported');
  if (/^[a-z]+:\/\//i.test(path)) throw new NotKnown(`${path} is on the internet, and GradLens does not download it`);
  const bytes = read(path);
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  try {
    return new TextDecoder(encoding ?? 'utf-8', { fatal: encoding === null }).decode(plain);
  } catch {
    throw new NotKnown(`${path} is not text in ${encoding ?? 'UTF-8'}`);
  }
}

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)\s*$/;
const INTEGER = /^\s*[+-]?\d+\s*$/;
const INFINITE = /^\s*[+-]?inf(?:inity)?\s*$/i;

/** A column of fields with the type that pandas finds: whole numbers, floats, booleans, else text. */
function typedColumn(fields: readonly string[], isMissing: (field: string) => boolean, decimal = '.'): NdArray {
  const gaps = fields.map(isMissing);
  const plain = decimal === '.' ? fields : fields.map((field) => field.replace(decimal, '.'));
  const hasGap = gaps.includes(true);
  if (!hasGap && plain.every((field) => INTEGER.test(field))) return integers(plain.map(Number));
  if (plain.every((field, i) => gaps[i] || NUMBER.test(field) || INFINITE.test(field))) {
    return floats(Float64Array.from(plain, (field, i) => (gaps[i] ? Number.NaN : toNumber(field))));
  }
  if (!hasGap && fields.every((field) => /^(?:true|false)$/i.test(field))) {
    return booleans(fields.map((field) => /^true$/i.test(field)));
  }
  return objects(
    fields.map((field, i): Scalar => (gaps[i] ? null : field)),
    'object',
  );
}

function toNumber(field: string): number {
  if (INFINITE.test(field)) return field.trim().startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(field);
}

function delimiterOf(given: Given, otherwise: string, text: string): string | null {
  if (given.flag('delim_whitespace', false)) return null;
  if ((given.has('engine') && given.get('sep') === null) || given.get('sep') === null) return sniffed(text);
  const sep = given.maybeText('sep') ?? given.maybeText('delimiter') ?? otherwise;
  if (sep === '\\s+' || sep === ' +' || sep === '\\s*') return null;
  if (sep.length === 1) return sep;
  if (/^\\t$/.test(sep)) return '\t';
  throw new NotKnown(`the separator "${sep}" is not supported`);
}

function sniffed(text: string): string {
  const line = text.slice(0, text.indexOf('\n') + 1 || undefined);
  return [',', ';', '\t', '|'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ',';
}

function withoutLines(text: string, given: Given): string {
  const value = given.get('skiprows') ?? null;
  if (value === null) return text;
  const lines = text.split(/\n/);
  if (typeof value === 'number') return lines.slice(value).join('\n');
  if (value instanceof Callable) return lines.filter((_, i) => !value.run(i)).join('\n');
  const gone = new Set(asArray(value).scalars());
  return lines.filter((_, i) => !gone.has(i)).join('\n');
}

/** Names of the columns, and the rows below them. */
function headed(rows: string[][], given: Given): { names: Scalar[]; body: string[][] } {
  const names = given.has('names') ? asArray(given.need('names')).scalars() : null;
  const header =
    given.get('header') === undefined || given.get('header') === 'infer'
      ? names
        ? null
        : 0
      : (given.get('header') ?? null);
  if (header !== null && typeof header !== 'number') throw new NotKnown('a header of several rows is not supported');
  const body = header === null ? rows : rows.slice(header + 1);
  const width = Math.max(
    ...body.slice(0, 1000).map((row) => row.length),
    header === null ? 0 : (rows[header]?.length ?? 0),
  );
  const own = names ?? (header === null ? Array.from({ length: width }, (_, i) => i) : unique(rows[header] ?? []));
  return { names: own, body };
}

/** Names that come twice get a number; empty ones a name. */
function unique(header: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return header.map((name, i) => {
    const own = name === '' ? `Unnamed: ${i}` : name;
    const before = counts.get(own) ?? 0;
    counts.set(own, before + 1);
    return before > 0 ? `${own}.${before}` : own;
  });
}

function missingTest(given: Given): (name: Scalar, field: string) => boolean {
  const value = given.get('na_values') ?? null;
  const own = isMap(value)
    ? null
    : new Set(value === null ? [] : (isScalar(value) ? [value] : asArray(value).scalars()).map(String));
  const defaults = given.flag('keep_default_na', true) ? MISSING : new Set<string>();
  const isIn = (set: ReadonlySet<string>, field: string) =>
    set.has(field) || (set.size > 0 && NUMBER.test(field) && set.has(String(Number(field))));
  return (name, field) => {
    if (defaults.has(field) || (own && isIn(own, field))) return true;
    const byName = isMap(value) ? value.get(name) : undefined;
    return byName !== undefined && (isList(byName) ? byName : [byName]).map(String).includes(field);
  };
}

function usedColumns(names: readonly Scalar[], given: Given): number[] {
  const value = given.get('usecols') ?? null;
  const all = names.map((_, i) => i);
  if (value === null) return all;
  if (value instanceof Callable) return all.filter((i) => value.run(names[i] ?? null));
  const wanted = asArray(value).scalars();
  const places = wanted.map((each) => (typeof each === 'number' ? each : names.indexOf(each)));
  if (places.some((at) => at < 0 || at >= names.length))
    throw new NotKnown(`usecols names a column that the file lacks: ${wanted.join(', ')}`);
  return places.toSorted((a, b) => a - b);
}

const NAMES =
  'filepath_or_buffer | sep delimiter header names index_col usecols dtype engine~ skipinitialspace skiprows nrows na_values keep_default_na na_filter~ low_memory~ parse_dates~ encoding decimal comment delim_whitespace quotechar skip_blank_lines~ infer_datetime_format~ verbose~ memory_map~ float_precision~ squeeze skipfooter!';

/** `pd.read_csv`, and `pd.read_table` with its own separator. */
export function readCsv(read: ReadFile, separator: string): ArrayFunction {
  return taking(NAMES.replace('|', 'sep').replace(' sep delimiter', ' delimiter'), (given) => {
    const text = withoutLines(textOfFile(read, given.need('filepath_or_buffer'), given.maybeText('encoding')), given);
    const form = {
      delimiter: delimiterOf(given, separator, text),
      comment: given.maybeText('comment'),
      skipInitialSpace: given.flag('skipinitialspace', false),
      quote: given.text('quotechar', '"'),
    };
    const { names, body } = headed(parseDelimited(text.replace(/^\uFEFF/, ''), form), given);
    const rows = given.has('nrows') ? body.slice(0, given.integer('nrows', 0)) : body;
    checkedSize([rows.length, names.length]);
    return framed(rows, names, given);
  });
}

function framed(rows: string[][], names: Scalar[], given: Given): Arg {
  const widest = rows.reduce((most, row) => Math.max(most, row.length), 0);
  // A row longer than the header: its first field names the row.
  const extra = widest - names.length;
  if (extra > 1 || (extra === 1 && given.has('usecols'))) throw new NotKnown('rows are longer than the header');
  const isMissing = missingTest(given);
  const columnAt = (at: number, name: Scalar) =>
    typedOf(
      rows.map((row) => row[at] ?? ''),
      name,
      (field) => isMissing(name, field),
      given,
    );
  const used = usedColumns(names, given);
  const columns = used.map((at): [Scalar, NdArray] => [
    names[at] ?? null,
    columnAt(at + Math.max(extra, 0), names[at] ?? null),
  ]);
  const index = extra === 1 ? new Index(columnAt(0, null).scalars()) : undefined;
  const table = DataFrame.of(columns, index ?? Index.range(rows.length));
  const by = given.get('index_col') ?? null;
  const indexed = by === null || by === false ? table : indexedBy(table, by);
  return given.flag('squeeze', false) && indexed.data.length === 1 ? indexed.columnAt(0) : indexed;
}

function typedOf(
  fields: readonly string[],
  name: Scalar,
  isMissing: (field: string) => boolean,
  given: Given,
): NdArray {
  const type = given.get('dtype') ?? null;
  const own = isMap(type) ? type.get(name) : type;
  const isTextWanted = own !== null && own !== undefined && own !== 'category' && isText(dtypeOf(own));
  if (isTextWanted)
    return objects(
      fields.map((field): Scalar => (isMissing(field) ? null : field)),
      'object',
    );
  const column = typedColumn(fields, isMissing, given.text('decimal', '.'));
  return own === null || own === undefined ? column : retyped(column, own);
}

function indexedBy(table: DataFrame, by: Arg): DataFrame {
  if (!isScalar(by)) throw new NotKnown('rows by several columns are not supported');
  const at = typeof by === 'number' ? by : table.placeOf(by);
  const left = table.data.flatMap((_, i) => (i === at ? [] : [i]));
  const kept = table.withColumns(left);
  return new DataFrame(kept.columns, kept.data, new Index(table.columnAt(at).values.scalars()));
}
