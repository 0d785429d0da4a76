import { createHash } from 'node:crypto';
import type { ModelChoices } from '../protocol/config.js';

/** The same of choices that train alike, in whatever order they are written. */
export function choicesHash({ accepted: _, ...choices }: ModelChoices = {}): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(choices)))
    .digest('hex')
    .slice(0, 16);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, sorted(each)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
