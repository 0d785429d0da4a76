import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { IndexedModel } from './types.js';

const FORMAT = 1;

/** What is known of a file, which holds as long as its time of change and its size do. */
export interface IndexEntry {
  readonly mtime: number;
  readonly size: number;
  readonly models: readonly IndexedModel[];
}

export type IndexEntries = Map</* absolute path */ string, IndexEntry>;

const Model = v.object({
  name: v.string(),
  line: v.number(),
  framework: v.picklist(['tfjs', 'keras']),
  layers: v.number(),
});

const Stored = v.object({
  format: v.literal(FORMAT),
  finder: v.string(),
  files: v.array(v.tuple([v.string(), v.number(), v.number(), v.array(Model)])),
});

/** What an earlier start kept; nothing where there is no file, it is broken, or another finder made it. */
export function readIndexFile(file: string, finder: string): IndexEntries {
  try {
    const stored = v.parse(Stored, JSON.parse(readFileSync(file, 'utf8')));
    if (stored.finder !== finder) return new Map();
    return new Map(stored.files.map(([path, mtime, size, models]) => [path, { mtime, size, models }]));
  } catch {
    return new Map();
  }
}

/** Written apart and put in place whole, so that no start reads half an index. @throws {Error} where the folder cannot be written */
export function writeIndexFile(file: string, finder: string, entries: IndexEntries): void {
  const files: v.InferOutput<typeof Stored>['files'] = [...entries].map(([path, { mtime, size, models }]) => {
    return [path, mtime, size, [...models]];
  });
  const written = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(written, JSON.stringify({ format: FORMAT, finder, files } satisfies v.InferOutput<typeof Stored>));
  renameSync(written, file);
}
