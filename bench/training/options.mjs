// What was asked for on the command line.
import { parseArgs } from 'node:util';
import { PARTS } from './also/parts.mjs';
import { ENTRIES } from './contestants/open.mjs';
import { NETS, QUICK_NETS } from './nets.mjs';

/** The comparison itself; the others are beside it. */
const CENTRAL = 'central';

/** @throws where a name or number is wrong */
export function parseOptions(/** @type {string[]} */ argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      nets: { type: 'string' },
      only: { type: 'string' },
      parts: { type: 'string' },
    },
  });
  const { quick } = values;
  const rounds = Number(values.rounds ?? (quick ? 3 : 5));
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds wants a whole number from 1');
  const allParts = [CENTRAL, ...PARTS.map(({ id }) => id)];
  const parts = picked(allParts, (id) => id, values.parts) ?? (quick ? [CENTRAL] : allParts);
  return {
    quick,
    rounds,
    nets: picked(NETS, ({ name }) => name, values.nets) ?? (quick ? QUICK_NETS : NETS),
    entries: picked(ENTRIES, ({ id }) => id, values.only) ?? ENTRIES.filter((entry) => !quick || entry.quick),
    central: parts.includes(CENTRAL),
    parts: PARTS.filter(({ id }) => parts.includes(id)),
    /** Whether something was picked, so that the figures are not those of a whole run. */
    isPart: Boolean(values.nets || values.only || !parts.includes(CENTRAL)),
  };
}

/**
 * @template T
 * @param {T[]} all @param {(item: T) => string} nameOf @param {string | undefined} list names with commas between them
 */
function picked(all, nameOf, list) {
  if (list === undefined) return null;
  return list.split(',').map((name) => {
    const found = all.find((item) => nameOf(item) === name);
    if (!found) throw new Error(`there is no ${name}; there are ${all.map(nameOf).join(', ')}`);
    return found;
  });
}
