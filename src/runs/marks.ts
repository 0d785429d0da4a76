/** What a person has marked a run with. */
export interface RunMarks {
  /** Never deleted to make room. */
  readonly pinned: boolean;
  readonly name: string | null;
  readonly note: string | null;
}

export const NO_MARKS: RunMarks = { pinned: false, name: null, note: null };
