import { basename } from 'node:path';
import { cellHeaded } from '../../protocol/cellsText.js';
import type { KeptSource } from '../../runFiles/sources.js';
import { type TextChange, textChanges } from './textChanges.js';

/** Changes that are named; more are counted. */
const MOST_NAMED = 3;
/** Characters of code that are named. */
const MOST_CODE = 40;

/** What differs between two runs besides their code. */
export interface RunSetup {
  /** Data that was chosen; null where it had its own, undefined where that is not known. */
  readonly dataName: string | null | undefined;
  readonly seed: number | null;
  /** The part of its training samples that it trained on. */
  readonly share: number;
  readonly backend: string;
}

export interface ComparedRun extends RunSetup {
  /** Whose lines need no name before them: the model's. */
  readonly file: string;
  readonly sources: readonly KeptSource[];
}

/** As `changeWords` says it where nothing differs. */
export const NO_CHANGE = 'no change';

/**
 * What changed from one run of a model to its next, such as `lines 9, 10: sigmoid to relu`; `no change` where nothing did, null where the text of one
 * of them is not kept.
 */
export function changeWords(before: ComparedRun, after: ComparedRun): string | null {
  if (before.sources.length === 0 || after.sources.length === 0) return null;
  const said = [...setupWords(before, after), ...filesWords(before, after)];
  if (said.length === 0) return NO_CHANGE;
  const named = said.slice(0, MOST_NAMED);
  const more = said.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more ${more === 1 ? 'change' : 'changes'}`] : [])].join('; ');
}

function setupWords(before: RunSetup, after: RunSetup): string[] {
  const seed = ({ seed: value }: RunSetup) => (value === null ? 'none' : String(value));
  const data = ({ dataName }: RunSetup) => dataName ?? 'the source’s own';
  const knowsData = before.dataName !== undefined && after.dataName !== undefined;
  return [
    ...(!knowsData || before.dataName === after.dataName ? [] : [`data: ${data(before)} to ${data(after)}`]),
    ...(before.seed === after.seed ? [] : [`seed: ${seed(before)} to ${seed(after)}`]),
    ...(before.share === after.share ? [] : [`share of the data: ${before.share} to ${after.share}`]),
    ...(before.backend === after.backend ? [] : [`backend: ${before.backend} to ${after.backend}`]),
  ];
}

function filesWords(before: ComparedRun, after: ComparedRun): string[] {
  const earlier = new Map(before.sources.map(({ file, text }) => [file, text]));
  const later = new Map(after.sources.map(({ file, text }) => [file, text]));
  const own = [...later.keys()].sort((a, b) => Number(b === after.file) - Number(a === after.file));
  return [
    ...own.flatMap((file) => {
      const prefix = file === after.file ? '' : `${basename(file)} `;
      const [from, to] = [earlier.get(file), later.get(file)];
      if (from === undefined) return [`${basename(file)}: now used`];
      if (typeof from === 'string' && typeof to === 'string')
        return wordsOf(textChanges(from, to, file), prefix, from, to);
      return [`${basename(file)}: too large to compare`];
    }),
    ...[...earlier.keys()].filter((file) => !later.has(file)).map((file) => `${basename(file)}: no longer used`),
  ];
}

/** Changes that say the same of several lines are told once. */
function wordsOf(changes: readonly TextChange[], prefix: string, before: string, after: string): string[] {
  const cells = { before: cellsOf(before), after: cellsOf(after) };
  const groups = Map.groupBy(changes, (change) => edited(change) ?? `${change.kind} ${change.lines[0]}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const what = edited(first);
    const where = `${prefix}${places(group, first.kind === 'removed' ? cells.before : cells.after)}`;
    if (what !== null) return [`${where}: ${what}`];
    return [first.kind === 'rewritten' ? `${where} rewritten` : `${where} ${first.kind}`];
  });
}

/** What one edit did; null where its code is too long to be said. */
function edited({ kind, before, after, name, isWhole }: TextChange): string | null {
  if (kind === 'rewritten') return null;
  if (before.length > MOST_CODE || after.length > MOST_CODE) return isWhole ? null : `${kind} ${name ?? 'code'}`;
  if (kind === 'added') return `added ${trimmed(after)}`;
  if (kind === 'removed') return `removed ${trimmed(before)}`;
  const [from, to] = [unquoted(before), unquoted(after)];
  if (from === to) return before === after ? 'indented otherwise' : `${before} to ${after}`;
  // A number or a flag alone tells nothing.
  const needsName = name !== null && /^-?[\d.]|^(?:true|false|null|None|True|False)$/.test(to);
  return `${needsName ? `${name} ` : ''}${from} to ${to}`;
}

const trimmed = (code: string): string => code.replaceAll(/^[\s,;]+|[\s,;]+$/g, '') || code;

const unquoted = (code: string): string => /^(["'`])([^"'`]+)\1$/.exec(code)?.[2] ?? code;

/** `line 9`, `lines 9, 10`, or `lines 9-28`; in a notebook `cell 2, line 3 and cell 5, line 1`. */
function places(changes: readonly TextChange[], cells: readonly Cell[]): string {
  const numbers = [...new Set(changes.flatMap(({ lines }) => lines))].sort((a, b) => a - b);
  const byCell = Map.groupBy(numbers, (line) => cells.findLast((cell) => cell.heading < line));
  return [...byCell]
    .map(([cell, lines]) =>
      cell ? `cell ${cell.number}, ${linesWords(lines.map((line) => line - cell.heading))}` : linesWords(lines),
    )
    .join(' and ');
}

function linesWords(lines: readonly number[]): string {
  const said = runsOf(lines).flatMap(([from, to]) => {
    if (to - from > 1) return [`${from}-${to}`];
    return from === to ? [`${from}`] : [`${from}`, `${to}`];
  });
  return `${lines.length === 1 ? 'line' : 'lines'} ${said.join(', ')}`;
}

function runsOf(numbers: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}

interface Cell {
  readonly number: number;
  /** The line that says so, from 1. */
  readonly heading: number;
}

/** The cells of a notebook's kept text; none of any other text. */
const cellsOf = (text: string): Cell[] =>
  text.split('\n').flatMap((row, index) => {
    const number = cellHeaded(row);
    return number === null ? [] : [{ number, heading: index + 1 }];
  });
