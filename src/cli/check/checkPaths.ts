import { readFile } from 'node:fs/promises';
import type { Finding } from '../../diagnosis/finding.js';
import { diagnoseSource, type RuledFinding } from '../../diagnosis/source/sourceRules.js';
import { messageOf } from '../../errors/errorText.js';
import type { SourceModel } from '../../protocol/source.js';
import { findInPaths, type UnreadablePath } from '../../source/findInPaths.js';
import { isNotebookFile } from '../../source/modelFiles.js';
import { Notebook } from '../../source/notebook/notebook.js';
import { say } from '../ownWords.js';
import type { CheckArguments } from './checkArguments.js';

/** A place in a file: lines and columns from 1, columns in UTF-16 code units. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** An edit of a file; its end is exclusive. */
export interface CheckedEdit {
  readonly file: string;
  readonly start: Place;
  readonly end: Place;
  readonly newText: string;
}

/** A finding as `check --json` writes it. */
export interface CheckedFinding extends Finding, Place {
  /** Absolute. */
  readonly file: string;
  /** Of a notebook: among all its cells, from 0. */
  readonly cell?: number;
  readonly model: { readonly name: string; readonly line: number } | null;
  readonly rule: string;
  /** Null: nothing was run. */
  readonly confirmedByRun: boolean | null;
  readonly evidence: Readonly<Record<string, number>>;
  readonly fixes: readonly { readonly title: string; readonly edits: readonly CheckedEdit[] }[];
}

export interface Checked {
  /** How many were looked at. */
  readonly models: number;
  /** By file, then place. */
  readonly findings: readonly CheckedFinding[];
  readonly unreadable: readonly UnreadablePath[];
}

/** Reads the models of files and folders and says what the rules find in them; nothing of them is run. */
export async function checkPaths({ paths, line }: Pick<CheckArguments, 'paths' | 'line'>): Promise<Checked> {
  const { models, unreadable } = await findInPaths(paths);
  const asked = models.filter((model) => line === null || model.line === line);
  const findings: CheckedFinding[] = [];
  for (const [file, ofFile] of Map.groupBy(asked, (model) => model.file))
    findings.push(...(await checkFile(file, ofFile)));
  return { models: asked.length, findings, unreadable };
}

async function checkFile(file: string, models: readonly SourceModel[]): Promise<CheckedFinding[]> {
  const text = await readFile(file, 'utf8');
  const notebook = isNotebookFile(file) ? new Notebook(text) : null;
  const failed = (rule: string, error: unknown) => say(`${file}: the rule ${rule} failed: ${messageOf(error)}`);
  return diagnoseSource(models, { text, failed })
    .map((finding) => checkedFinding(finding, notebook))
    .sort((first, second) => first.line - second.line || first.column - second.column);
}

function checkedFinding(finding: RuledFinding, notebook: Notebook | null): CheckedFinding {
  const { span, model, rule, category, severity, message, why, help, evidence = {}, fixes } = finding;
  const cell = notebook?.cellPlace(span.start)?.cell;
  return {
    file: span.file,
    ...span.start,
    ...(cell === undefined ? {} : { cell }),
    model: { name: model.name, line: model.line },
    rule,
    category,
    severity,
    message,
    why,
    help,
    confirmedByRun: null,
    evidence,
    fixes: fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map(({ span: { file, start, end }, newText }) => {
        return { file, start, end, newText: notebook ? insideJson(newText) : newText };
      }),
    })),
  };
}

/** Code as it stands in a JSON string, which it does in a notebook's file. */
const insideJson = (code: string): string => JSON.stringify(code).slice(1, -1);
