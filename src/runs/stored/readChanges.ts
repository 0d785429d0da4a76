import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SOURCES_FILE } from '../../protocol/runFile.js';
import { type KeptSource, parseSources } from '../../runFiles/sources.js';
import { changeWords } from '../changes/changeWords.js';
import type { ChangesQuestion, ComparedFolder } from './readerMessages.js';

/** The user's files as a run had them; none where it kept none. */
export function readSources(directory: string): KeptSource[] {
  try {
    return parseSources(readFileSync(join(directory, SOURCES_FILE), 'utf8'));
  } catch {
    return [];
  }
}

/** What changed between two runs, in words. */
export function readChanges({ before, after }: Pick<ChangesQuestion, 'before' | 'after'>): string | null {
  return changeWords(withSources(before), withSources(after));
}

const withSources = ({ directory, ...run }: ComparedFolder) => ({ ...run, sources: readSources(directory) });
