import { existsSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { globExpression } from './glob.js';
import type { Exclude, IndexedFolder } from './types.js';

/** Whether the settings leave a path out; given with `/`, relative to the folder. Of a folder that is left out, ask no further. */
export function excludedBySettings({ path: folder, excludes }: IndexedFolder): (relative: string) => boolean {
  const always = excludes.filter(({ when }) => when === null).map(({ pattern }) => globExpression(pattern).source);
  const plain = always.length > 0 ? new RegExp(always.join('|')) : null;
  const besides = excludes.flatMap(({ pattern, when }) =>
    when === null ? [] : [{ matches: globExpression(pattern), when }],
  );
  return (relative) =>
    plain?.test(relative) === true ||
    besides.some(({ matches, when }) => matches.test(relative) && hasSibling(join(folder, relative), when));
}

function hasSibling(path: string, when: NonNullable<Exclude['when']>): boolean {
  const { base, name } = parse(path);
  const sibling = when.replaceAll('$(basename)', name);
  return sibling !== base && existsSync(join(dirname(path), sibling));
}
