import type { DataSpec } from '../../../protocol/data.js';
import type { SourceLocation } from '../../../protocol/fit.js';
import type { KerasDeclaration } from '../../../protocol/keras.js';
import type { KerasProgram, KerasValues } from '../../../protocol/kerasProgram.js';
import type { OpenQuestion } from '../../../protocol/launch.js';
import type { SourceNote } from '../../../protocol/sourceNote.js';

/** What Python source says about one Sequential. */
export interface KerasReading {
  /** With proposals for what is open; null where it is blocked, or a question has no proposal. */
  readonly declaration: KerasDeclaration | null;
  /** What the answers leave open. */
  readonly questions: readonly OpenQuestion[];
  /** Names of the answers that it has a place for. */
  readonly answered: readonly string[];
  /** Data that the source itself trains on; null where a person picks. */
  readonly data: DataSpec | null;
  /** What the program does with the model, step by step; null where nothing in it trains the model, or a question has no answer. */
  readonly program: KerasProgram | null;
  /** Places where the models are made that the program trains together with this one, it included; none where it trains it not. */
  readonly trained: readonly SourceLocation[];
  /** What of the program is left out or guessed, with its lines. */
  readonly sourceNotes: readonly SourceNote[];
  /** What the program's numbers stand for, in this process. */
  readonly values: KerasValues;
  /** Why it cannot be read, in one sentence. */
  readonly blocked: { readonly message: string; readonly location: SourceLocation } | null;
}

/** Nothing that only the process which has read the source holds. */
export const NO_VALUES: KerasValues = { words: null, arrays: new Map(), callbacks: new Map(), functions: new Map() };

export interface Reading extends Omit<KerasReading, 'answered'> {
  /** Names of the answers that it used. */
  readonly used: ReadonlySet<string>;
}
