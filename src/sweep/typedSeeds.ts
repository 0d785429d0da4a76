import { HumanError } from '../errors/humanError.js';
import { MAX_SEED } from '../protocol/seed.js';

/** Seeds of one combination at most. */
const MOST_SEEDS = 100;

/** Seeds as a person types them: one, a list, or all from one to another, `1..3`. @throws {HumanError} for what cannot be read */
export function typedSeeds(text: string): number[] {
  const [, from, to] = /^(\d+)\.\.(\d+)$/.exec(text.trim()) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (from === undefined) return [...new Set(text.split(',').map((each) => typedSeed(each.trim())))];
  if (last > MAX_SEED || last < first || last - first >= MOST_SEEDS) throw new HumanError(wanted(text));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function typedSeed(text: string): number {
  if (/^\d+$/.test(text) && Number(text) <= MAX_SEED) return Number(text);
  throw new HumanError(wanted(text));
}

const wanted = (text: string): string =>
  `Seeds are 1 to ${MOST_SEEDS} whole numbers from 0 to ${MAX_SEED}, such as 1..3, not "${text}".`;
