import type { Fit, Run } from '../types.js';

/** What of a run is compared. */
export type ComparedRun = Pick<
  Run,
  'id' | 'request' | 'startedAt' | 'state' | 'marks' | 'best' | 'judgement' | 'problems'
>;

/** A run, and the fit that stands for it. */
export interface ComparedTrack {
  readonly run: ComparedRun;
  /** Undefined before the run has one, and where its records are not read yet. */
  readonly fit: Pick<Fit, 'summary' | 'epochs' | 'latest' | 'end'> | undefined;
}

/** What one run has in a column. */
export interface ComparedValue {
  /** As other programs read it; null where it is not known, or there is none. */
  readonly value: number | string | null;
  /** As people read it. */
  readonly text: string;
  /** What there is to it besides. */
  readonly title: string | null;
  /** Where it stands among the others, if not by its value. */
  readonly rank?: number;
}

/** Settings are what a run was given, results what it came to. */
export type ColumnKind = 'setting' | 'result';

/** What is read of each run. */
export interface ColumnOf {
  readonly name: string;
  readonly label: string;
  /** What it is, in a sentence. */
  readonly help: string;
  read(track: ComparedTrack): ComparedValue;
}

export const known = (value: number | string, text = String(value), title: string | null = null): ComparedValue => ({
  value,
  text,
  title,
});

/** @param why it is not, in a sentence */
export const unknown = (why: string): ComparedValue => ({ value: null, text: UNKNOWN, title: why });

/** Of what is not known nobody can say that it differs. */
export const UNKNOWN = 'unknown';
