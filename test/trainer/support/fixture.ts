import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from './trainerRun.js';

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'trainer');

/** A project of test/fixtures/trainer, with the file that is to be run. */
export function fixture(name: string, entry: string): Project {
  const folder = join(fixtures, name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const texts = files.map((each) => {
    const path = join(each.parentPath, each.name);
    return [path.slice(folder.length + 1), readFileSync(path, 'utf8')] as const;
  });
  const others = texts.filter(([path]) => path !== entry);
  return { [entry]: Object.fromEntries(texts)[entry] ?? '', ...Object.fromEntries(others) };
}
