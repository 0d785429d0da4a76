export const SOURCE_NOTE_KINDS = ['not-done', 'random-data', 'guessed', 'from-data'] as const;

/** What a note begins with where it is a line of text. */
export const NOTE_KINDS: Readonly<Record<SourceNote['kind'], string>> = {
  'not-done': 'not done',
  'random-data': 'random data',
  guessed: 'guessed',
  'from-data': 'from the data',
};

/**
 * Something that a run does otherwise than its source says. `not-done`: the source says it and it is left out; `random-data`: it trains on
 * numbers that were made up; `guessed`: the source leaves it open and a value was chosen;
 * `from-data`: the source leaves it open and the data says it.
 */
export interface SourceNote {
  readonly kind: (typeof SOURCE_NOTE_KINDS)[number];
  /** One or two sentences: what is left out or chosen, and what that means. */
  readonly text: string;
  readonly file: string;
  /** Of the statement or argument that it is about, from 1. */
  readonly line: number;
  /** Other numbers are learned than the source's own: a person is asked before such a run. */
  readonly changesLearning: boolean;
  /** A callback of other code is left out, and nothing else: the net, its data and its steps are the source's. */
  readonly isCallback?: true;
}
