import { checkedSize } from '../budget.js';
import { type ArrayFunction, type Given, taking } from '../given.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { isText } from '../numpy/dtypes.js';
import { NdArray } from '../numpy/ndArray.js';
import { arrayOf } from '../numpy/nested.js';
import { squeeze, transpose } from '../numpy/shaping.js';
import { parseDelimited } from '../pandas/delimitedText.js';
import { type ReadFile, readCsv, textOfFile } from '../pandas/readCsv.js';
import { type Arg, type Args, ArrayObject } from '../values.js';
import { npyArray } from './npyArray.js';
import { zipContent, zipEntries } from './unzip.js';

/** The arrays of an .npz file by their names. */
class NpzFile extends ArrayObject {
  override readonly type = 'NpzFile';

  constructor(
    private readonly bytes: Uint8Array,
    private readonly name: string,
  ) {
    super();
  }

  private names(): string[] {
    return zipEntries(this.bytes, this.name).map((entry) => entry.name.replace(/\.npy$/, ''));
  }

  override item([name = null]: readonly Arg[]): Arg {
    const place = `${this.name}, "${String(name)}"`;
    const entry = zipEntries(this.bytes, this.name).find((each) => each.name === `${String(name)}.npy`);
    if (!entry) throw new NotKnown(`${this.name} has no array "${String(name)}"`);
    checkedSize([entry.size]);
    return npyArray(zipContent(this.bytes, entry, place), place);
  }

  override attribute(name: string): Arg | undefined {
    return name === 'files' ? this.names() : undefined;
  }

  override method(name: string, args: Args): Arg {
    if (name === 'keys') return this.names();
    return name === 'close' ? null : super.method(name, args);
  }

  override entries(): readonly Arg[] {
    return this.names();
  }
}

const load = (read: ReadFile): ArrayFunction =>
  taking('file mmap_mode~ allow_pickle~ fix_imports~ encoding~', (given) => {
    const path = given.text('file', '');
    const bytes = read(path);
    return bytes[0] === 0x50 && bytes[1] === 0x4b ? new NpzFile(bytes, path) : npyArray(bytes, path);
  });

/** Rows of fields as an array of one type. */
function matrix(rows: readonly (readonly string[])[], given: Given, isQuiet: boolean): NdArray {
  const columns = given.has('usecols') ? given.numbers('usecols') : null;
  const fields = rows.map((row) => (columns ? columns.map((at) => row.at(at) ?? '') : row));
  const width = fields[0]?.length ?? 0;
  if (fields.some((row) => row.length !== width)) throw new NotKnown('the rows of the file differ in length');
  const flat = fields.flat();
  const wanted = given.get('dtype') === null ? 'object' : given.dtype('float64');
  if (isText(wanted) && given.get('dtype') !== null)
    return new NdArray(
      'str',
      flat.map((field): Scalar => field.trim()),
      [fields.length, width],
    );
  const missing = given.has('filling_values') ? given.number('filling_values', Number.NaN) : Number.NaN;
  const numbers = flat.map((field) => {
    const text = field.trim();
    const number = text === '' || /^nan$/i.test(text) ? Number.NaN : Number(text);
    if (!Number.isNaN(number) || /^nan$/i.test(text)) return number;
    if (!isQuiet) throw new NotKnown(`the file has text ("${text}") where a number is wanted`);
    return missing;
  });
  const isWhole = given.get('dtype') === null && numbers.every(Number.isInteger);
  const array = arrayOf(numbers, isWhole ? 'int64' : 'float64').withShape([fields.length, width]);
  return isText(wanted) || wanted === array.dtype ? array : array.astype(wanted);
}

const shaped = (array: NdArray, given: Given): NdArray => {
  const least = given.integer('ndmin', 0);
  const squeezed = least === 2 ? array : squeeze(array);
  return given.flag('unpack', false) ? transpose(squeezed) : squeezed;
};

function rowsOf(read: ReadFile, given: Given, skipped: number): string[][] {
  const delimiter = given.maybeText('delimiter');
  const text = textOfFile(read, given.need('fname'), null);
  const body = text.split('\n').slice(skipped).join('\n');
  const comment = given.get('comments') === null ? null : given.text('comments', '#');
  const isBlank = delimiter === null || (/^\s+$/.test(delimiter) && delimiter !== '\t');
  return parseDelimited(body, { delimiter: isBlank ? null : delimiter, comment, skipInitialSpace: false, quote: '\0' });
}

const loadText = (read: ReadFile): ArrayFunction =>
  taking('fname dtype comments delimiter converters! skiprows usecols unpack ndmin encoding~ max_rows', (given) => {
    const rows = rowsOf(read, given, given.integer('skiprows', 0));
    return shaped(
      matrix(given.has('max_rows') ? rows.slice(0, given.integer('max_rows', 0)) : rows, given, false),
      given,
    );
  });

const fromText = (read: ReadFile): ArrayFunction =>
  taking(
    'fname dtype comments delimiter skip_header skip_footer converters! missing_values~ filling_values usecols names! | encoding~ unpack max_rows autostrip~ invalid_raise~ case_sensitive~',
    (given) => {
      const rows = rowsOf(read, given, given.integer('skip_header', 0));
      const kept = rows.slice(0, rows.length - given.integer('skip_footer', 0));
      const array = matrix(given.has('max_rows') ? kept.slice(0, given.integer('max_rows', 0)) : kept, given, true);
      return shaped(array, given);
    },
  );

/** Functions that read a file which the program names. */
export function readFunctions(read: ReadFile): Record<string, ArrayFunction> {
  return {
    'numpy.load': load(read),
    'numpy.loadtxt': loadText(read),
    'numpy.genfromtxt': fromText(read),
    'pandas.read_csv': readCsv(read, ','),
    'pandas.read_table': readCsv(read, '\t'),
  };
}
