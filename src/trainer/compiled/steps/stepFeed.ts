import type { TensorId } from '../../../tfjs/nodeBackend.js';
import type { Tensor, TrainingModel } from '../../../tfjs/tfjs.js';
import type { RecordedFit } from '../../tap/recordedFit.js';

/** One batch for a program: whole data sets and the rows to take of them, or the batch itself. */
export interface Feed {
  readonly tensors: readonly (Tensor | null)[];
  readonly rows: Int32Array | null;
}

export interface CompiledBatch {
  readonly model: TrainingModel;
  readonly session: RecordedFit;
  readonly feed: Feed;
}

/** Handles of what else a step works on, by their indices in its trace; the caller deletes them. */
export interface OtherInputs {
  captured(index: number): TensorId;
  created(index: number): TensorId;
}
