import { readFile } from 'node:fs/promises';
import { diagnoseSource, isOf, type RuledFinding } from '../../diagnosis/source/sourceRules.js';
import { messageOf } from '../../errors/errorText.js';
import { isNotebookFile } from '../../protocol/cellsText.js';
import type { SourceModel } from '../../protocol/source.js';
import { findInPaths, type MayRead, type UnreadablePath } from '../../source/findInPaths.js';
import { Notebook } from '../../source/notebook/notebook.js';
import { say } from '../ownWords.js';
import type { CheckArguments } from './checkArguments.js';
import { type CheckedFinding, inOrder, ofSource } from './checkedFinding.js';

/** The models of one file, and what the rules find in them. */
export interface CheckedFile {
  /** Absolute. */
  readonly file: string;
  readonly text: string;
  /** All that the file has, in order. */
  readonly models: readonly SourceModel[];
  /** Those that are asked about. */
  readonly asked: readonly SourceModel[];
  readonly findings: readonly RuledFinding[];
  readonly notebook: Notebook | null;
}

export interface Checked {
  readonly files: readonly CheckedFile[];
  readonly unreadable: readonly UnreadablePath[];
}

/** Reads the models of files and folders and says what the rules find in them; nothing of them is run. @param mayRead as `findInPaths` has it */
export async function checkPaths(
  { paths, line }: Pick<CheckArguments, 'paths' | 'line'>,
  mayRead?: MayRead,
): Promise<Checked> {
  const { models, unreadable } = await findInPaths(paths, mayRead);
  const files: CheckedFile[] = [];
  for (const [file, ofFile] of Map.groupBy(models, (model) => model.file)) {
    const asked = ofFile.filter((model) => line === null || model.line === line);
    if (asked.length > 0) files.push(await checkFile(file, ofFile, asked));
  }
  return { files, unreadable };
}

async function checkFile(
  file: string,
  models: readonly SourceModel[],
  asked: readonly SourceModel[],
): Promise<CheckedFile> {
  const text = await readFile(file, 'utf8');
  const notebook = isNotebookFile(file) ? new Notebook(text) : null;
  const failed = (rule: string, error: unknown) => say(`${file}: the rule ${rule} failed: ${messageOf(error)}`);
  const isAsked = (finding: RuledFinding) => asked.some((model) => isOf(finding, model));
  const findings = diagnoseSource(models, { text, failed }).filter(isAsked);
  return { file, text, models, asked, findings, notebook };
}

/** What the sources alone say, by file, then place. */
export const sourceFindings = (files: readonly CheckedFile[]): CheckedFinding[] =>
  files.flatMap(({ findings, notebook }) => findings.map((finding) => ofSource(finding, notebook))).sort(inOrder);
