import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import type { BackendInfo } from '../../protocol/backend.js';
import type { SourceText } from '../../protocol/sourceText.js';

/** What the threads that user code starts get of the trainer, theirs included that they start themselves. */
export interface Handover {
  readonly backend: BackendInfo;
  /** What the random numbers of a thread follow from; null leaves them to chance. */
  readonly seed: number | null;
  /** Whose streams of it are the thread's: `thread 2/thread 1` for the first one that the main thread's second one started. */
  readonly place: string;
  /** What the run takes in place of files. */
  readonly sources: readonly SourceText[];
  /** Id of the first thread that trained; 0 while none has. */
  readonly trained: Int32Array<SharedArrayBuffer>;
}

const KEY = 'gradlens.thread';

export const handOver = (handover: Handover): void => setEnvironmentData(KEY, { ...handover });

/** @returns null in a thread that is no child of a trainer's */
export const handedOver = (): Handover | null => (getEnvironmentData(KEY) as Handover | undefined) ?? null;
