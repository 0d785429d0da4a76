import { expect } from 'vitest';
import { findingsIn, type Program } from './programs.js';

/**
 * What rules tell of each of many small nets that differ by one thing: where a rule begins to speak, and where it is silent.
 * @param only the rules of which it is written down, with what they say; by default all, without
 */
export async function expectTold(
  name: string,
  nets: Iterable<readonly [what: string, program: Program | undefined]>,
  ...only: readonly string[]
): Promise<void> {
  const lines = [...nets].map(([what, program]) => {
    const told = program ? findingsIn(program).filter(({ rule }) => only.length === 0 || only.includes(rule)) : [];
    const rules = told.map(({ rule, severity, message, fixes }) => {
      const written = fixes[0]?.edits.map(({ newText }) => newText).join(' & ');
      const said = only.length === 0 ? `${severity} ${rule}` : `${severity} ${rule}: ${message}`;
      return `${said}${written === undefined ? '' : ` -> ${written}`}`;
    });
    return `${what}: ${rules.join('; ')}`;
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`told/${name}.txt`);
}

export function* product<A, B>(first: readonly A[], second: readonly B[]): Generator<readonly [A, B]> {
  for (const one of first) for (const other of second) yield [one, other];
}
