import type { Finding } from '../../diagnosis/finding.js';
import { insideJson } from '../../diagnosis/source/editedText.js';
import type { SourceFix } from '../../diagnosis/source/sourceRule.js';
import type { RuledFinding } from '../../diagnosis/source/sourceRules.js';
import type { SourceModel } from '../../protocol/source.js';
import type { Notebook } from '../../source/notebook/notebook.js';

/** A place in a file: lines and columns from 1, columns in UTF-16 code units. */
export interface Place {
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
  /** Null: nothing was run, or the run tells nothing of it. */
  readonly confirmedByRun: boolean | null;
  /** Figures; `data` is `random` where the run was on random numbers. */
  readonly evidence: Readonly<Record<string, number | string>>;
  readonly fixes: readonly CheckedFix[];
}

export interface CheckedFix {
  readonly title: string;
  readonly edits: readonly CheckedEdit[];
}

/** What a rule says, and which it is. */
export const said = ({ rule, category, severity, message, why, help }: Finding & { readonly rule: string }) => ({
  rule,
  category,
  severity,
  message,
  why,
  help,
});

/** What a source's rule says, with its place. */
export function ofSource(finding: RuledFinding, notebook: Notebook | null): CheckedFinding {
  const { span, model, evidence = {}, fixes } = finding;
  return {
    file: span.file,
    ...placed(span.start, notebook),
    model: nameOf(model),
    ...said(finding),
    confirmedByRun: null,
    evidence,
    fixes: fixes.map((fix) => checkedFix(fix, notebook)),
  };
}

/** A fix with its edits as they are to be made in the file. */
export const checkedFix = ({ title, edits }: SourceFix, notebook: Notebook | null): CheckedFix => ({
  title,
  edits: edits.map(({ span: { file, start, end }, newText }) => {
    return { file, start, end, newText: notebook ? insideJson(newText) : newText };
  }),
});

/** A place with the cell that it is in. */
export function placed({ line, column }: Place, notebook: Notebook | null): Place & { readonly cell?: number } {
  const cell = notebook?.cellPlace({ line, column })?.cell;
  return { line, column, ...(cell === undefined ? {} : { cell }) };
}

export const nameOf = ({ name, line }: SourceModel): { readonly name: string; readonly line: number } => ({
  name,
  line,
});

/** By file, then place. */
export const inOrder = (one: CheckedFinding, other: CheckedFinding): number =>
  compareText(one.file, other.file) || one.line - other.line || one.column - other.column;

const compareText = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);
