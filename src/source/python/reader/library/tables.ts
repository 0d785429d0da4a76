import type { Machine } from '../machine.js';
import { array, type DataOrigin, type PyArray } from '../values/arrays.js';
import { numeric } from '../values/numeric.js';
import { type Arguments, isKind, list, type Value } from '../values/values.js';
import { argument, type LibraryCall } from './library.js';

/** A path within the workspace; null where it is none that is written in the source. */
export function relativePath(value: Value | undefined): string | null {
  if (typeof value !== 'string' || value === '' || /^(?:[a-z]+:|[\\/~])/i.test(value)) return null;
  return value.replaceAll('\\', '/').replace(/^\.\//, '');
}

/** Whether names of columns stand in the first row: in pandas unless `header` or `names` says otherwise. */
function pandasHeader(args: Arguments): boolean {
  const header = args.named.get('header');
  if (header !== undefined) return header !== null;
  return !args.named.has('names');
}

function namesOf(value: Value | undefined): string[] | null {
  const names = isKind(value, 'list') ? value.items.filter((item) => typeof item === 'string') : [];
  return names.length > 0 ? names : null;
}

function table(machine: Machine, args: Arguments, header: boolean, delimiter: string | null): PyArray | undefined {
  const path = relativePath(argument(args, 0, 'filepath_or_buffer', 'fname'));
  if (path === null) return array([null, null]);
  const given = argument(args, 100, 'delimiter', 'sep');
  const names = namesOf(args.named.get('names'));
  const by = typeof given === 'string' && given.length === 1 ? given : typeof given === 'string' ? null : delimiter;
  const origin: DataOrigin = { kind: 'table', path, delimiter: by, header, names };
  const columns = columnCount(args, names);
  const value = array([null, columns?.length ?? null], { origin, columns });
  machine.trace.data.push(value);
  return value;
}

function columnCount(args: Arguments, names: string[] | null): (string | number)[] | null {
  const used = args.named.get('usecols');
  const picked = isKind(used, 'list')
    ? used.items.flatMap((item) => (typeof item === 'string' ? item : (numeric(item) ?? [])))
    : [];
  return picked.length > 0 ? picked : names;
}

const fromText: LibraryCall = ({ machine, args }) => {
  const named = new Map(args.named);
  const position = args.positional[2];
  if (position !== undefined) named.set('delimiter', position);
  const skipped = numeric(args.named.get('skiprows') ?? args.named.get('skip_header') ?? 0) ?? 0;
  return table(machine, { positional: args.positional, named }, skipped > 0 || args.named.get('names') === true, ' ');
};

const fromCsv: LibraryCall = ({ machine, args }) => table(machine, args, pandasHeader(args), null);

const fromArray: LibraryCall = ({ machine, args }) => {
  const path = relativePath(args.positional[0]);
  if (path === null) return array(null);
  const value = array(null, { origin: { kind: 'file', path, array: null } });
  machine.trace.data.push(value);
  if (!path.endsWith('.npz')) return value;
  return {
    kind: 'dict',
    entries: new Map(['x_train', 'y_train', 'x_test', 'y_test', 'x', 'y', 'X', 'Y', 'arr_0', 'arr_1'].map(entry)),
  };

  function entry(name: string): [string, Value] {
    return [name, array(null, { origin: { kind: 'file', path: path ?? '', array: name } })];
  }
};

export const tableFunctions: Readonly<Record<string, LibraryCall>> = {
  'numpy.loadtxt': fromText,
  'numpy.genfromtxt': fromText,
  'pandas.read_csv': fromCsv,
  'pandas.read_table': ({ machine, args }) => table(machine, args, pandasHeader(args), '\t'),
  'numpy.load': fromArray,
  'pandas.get_dummies': ({ args }) => {
    const [value] = args.positional;
    return isKind(value, 'array') ? array([value.shape?.[0] ?? null, value.classes], value) : undefined;
  },
  'pandas.factorize': ({ args }) => list([args.positional[0] ?? null, null]),
};
