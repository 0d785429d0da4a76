import type { Batch, BatchSource } from './batchSource.js';

/** The batches of a fit, epoch after epoch. */
export interface BatchStream {
  /** Whether the samples have come to their end in the midst of an epoch. */
  readonly ended: boolean;
  /** The next batch of an epoch; null where the epoch is over. @param step from 0 in each epoch */
  next(step: number): Promise<Batch | null>;
  close(): Promise<void>;
}

/**
 * @param steps batches of an epoch; null makes each pass through the samples an epoch
 * @param passes how often the samples are gone through
 */
export function batchStream(source: BatchSource, steps: number | null, passes: number): BatchStream {
  let pass = -1;
  let current: Iterator<Batch> | AsyncIterator<Batch> | null = null;
  let ended = false;

  const ofPass = async (): Promise<Batch | null> => {
    const result = await current?.next();
    if (result && !result.done) return result.value;
    current = null;
    return null;
  };
  const startPass = () => {
    if (pass + 1 >= passes) return false;
    pass++;
    const iterable = source.pass(pass);
    current = Symbol.asyncIterator in iterable ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
    return true;
  };

  return {
    get ended() {
      return ended;
    },
    async next(step) {
      if (steps === null) return step === 0 && !startPass() ? null : ofPass();
      if (step >= steps) return null;
      for (;;) {
        const batch = await ofPass();
        if (batch) return batch;
        if (!startPass()) {
          ended = true;
          return null;
        }
      }
    },
    async close() {
      await current?.return?.();
      current = null;
    },
  };
}
