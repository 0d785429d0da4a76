import { itemsOf } from '../statements/iterate.js';
import { numeric } from '../values/numeric.js';
import { deriveThrough } from '../values/unknown.js';
import { isKind, type Key, list, tuple, type Value } from '../values/values.js';
import type { LibraryCall } from './library.js';

/** Most combinations that are made. */
const MOST = 100_000;

/** Every choice of one entry of each list, the last list going round first; null where there are too many. */
function choices(lists: readonly (readonly Value[])[]): Value[][] | null {
  if (lists.reduce((count, { length }) => count * length, 1) > MOST) return null;
  return lists.reduce<Value[][]>((all, items) => all.flatMap((before) => items.map((item) => [...before, item])), [[]]);
}

/** `itertools.product(units, rates)`. */
const product: LibraryCall = ({ machine, args, node }) => {
  const lists = args.positional.map((value) => itemsOf(machine, value));
  const known = lists.flatMap((items) => (items ? [items] : []));
  const times = numeric(args.named.get('repeat')) ?? 1;
  const chosen = known.length < lists.length ? null : choices(Array.from({ length: times }, () => known).flat());
  return chosen ? list(chosen.map((items) => tuple(items))) : deriveThrough(machine, node, args.positional);
};

/** `itertools.combinations(names, 2)`: each choice of so many entries, in their order. */
const combinations: LibraryCall = ({ machine, args, node }) => {
  const [over = null, length] = args.positional;
  const items = itemsOf(machine, over);
  const size = numeric(length);
  const places = (items ?? []).map((_, i) => i);
  const all = size === null ? null : choices(Array.from({ length: size }, () => places));
  if (!items || !all) return deriveThrough(machine, node, args.positional);
  const ordered = all.filter((chosen) => chosen.every((place, i) => i === 0 || Number(place) > Number(chosen[i - 1])));
  return list(ordered.map((chosen) => tuple(chosen.map((place) => items[Number(place)] ?? null))));
};

const chain: LibraryCall = ({ machine, args, node }) => {
  const lists = args.positional.map((value) => itemsOf(machine, value));
  if (lists.includes(null)) return deriveThrough(machine, node, args.positional);
  return list(lists.flatMap((items) => items ?? []));
};

/** scikit-learn's `ParameterGrid`: a dictionary for each choice, its names sorted. */
const parameterGrid: LibraryCall = ({ machine, args, node }) => {
  const [given = null] = args.positional;
  const grids = isKind(given, 'list') ? given.items : [given];
  const made: Value[] = [];
  for (const grid of grids) {
    if (!isKind(grid, 'dict')) return deriveThrough(machine, node, args.positional);
    const entries = [...grid.entries].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
    const lists = entries.map(([, values]) => itemsOf(machine, values));
    const all = lists.includes(null) ? null : choices(lists.map((items) => items ?? []));
    if (!all) return deriveThrough(machine, node, args.positional);
    for (const chosen of all) {
      const pairs = entries.map(([name], i): [Key, Value] => [name, chosen[i] ?? null]);
      made.push({ kind: 'dict', entries: new Map(pairs) });
    }
  }
  return list(made);
};

/** Functions that put the entries of lists together. */
export const combinationFunctions: Readonly<Record<string, LibraryCall>> = {
  'itertools.product': product,
  'itertools.combinations': combinations,
  'itertools.chain': chain,
  'sklearn.model_selection.ParameterGrid': parameterGrid,
};
