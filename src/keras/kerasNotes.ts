import type { KerasCall } from '../protocol/keras.js';
import type { SourceNote } from '../protocol/sourceNote.js';
import type { SourceSpan } from '../protocol/sourceSpan.js';

export interface KerasNote {
  /** A warning is about what Keras does as well. */
  readonly kind: SourceNote['kind'] | 'warning';
  readonly text: string;
  /** Null where it is about the whole model. */
  readonly span: SourceSpan | null;
}

/** What a model differs in from the Keras that it was made of, for the person who runs it. */
export class KerasNotes {
  private readonly notes: KerasNote[] = [];

  get all(): readonly KerasNote[] {
    return this.notes;
  }

  notDone(text: string, { span }: KerasCall): void {
    this.notes.push({ kind: 'not-done', text, span });
  }

  warning(text: string, { span }: KerasCall): void {
    this.notes.push({ kind: 'warning', text, span });
  }

  guessed(text: string): void {
    this.notes.push({ kind: 'guessed', text, span: null });
  }
}
