import { engineOf, tensorsOfData } from './engine.js';
import { patch } from './patch.js';
import type { Tensor, Tfjs, Variable } from './tfjs.js';

/** A backend's own counting of who has data, which tensors share. */
interface DataOwners {
  incRef?(dataId: object): void;
  disposeData(dataId: object): boolean;
}

export interface Kept {
  readonly dataId: object;
  readonly shape: readonly number[];
  readonly dtype: string;
}

/**
 * Keeps values of variables without copying them or making tensors of them: a variable that is assigned another value leaves its
 * data to whoever has it still. `tf.memory` does not count what is kept here alone.
 */
export class KeptData {
  /** How often each datum is kept. */
  private readonly counts = new Map<object, number>();

  constructor(private readonly tf: Tfjs) {
    this.hideFromMemory();
  }

  /** tfjs 2 has no counts. */
  get isPossible(): boolean {
    return this.backend.incRef !== undefined;
  }

  /** Keeps a tensor's value, or once more what is kept, each to be released on its own. */
  keep({ dataId, shape, dtype }: Tensor | Kept): Kept {
    this.backend.incRef?.(dataId);
    this.counts.set(dataId, (this.counts.get(dataId) ?? 0) + 1);
    return { dataId, shape, dtype };
  }

  /** Gives a variable the value that was kept, which stays kept. */
  assign(variable: Variable, kept: Kept): void {
    this.read(kept, (tensor) => variable.assign(tensor as Variable));
  }

  /** The value that was kept as a tensor, which is the caller's. */
  tensor({ dataId, shape, dtype }: Kept): Tensor {
    this.backend.incRef?.(dataId);
    return engineOf(this.tf).makeTensorFromTensorInfo({ dataId, shape: [...shape], dtype });
  }

  /** Calls back with the value that was kept as a tensor, which is disposed of afterwards. */
  read<T>(kept: Kept, use: (tensor: Tensor) => T): T {
    const tensor = this.tensor(kept);
    try {
      return use(tensor);
    } finally {
      tensor.dispose();
    }
  }

  release({ dataId }: Kept): void {
    const left = (this.counts.get(dataId) ?? 0) - 1;
    if (left > 0) this.counts.set(dataId, left);
    else this.counts.delete(dataId);
    const { backend } = this;
    if (backend.disposeData(dataId)) engineOf(this.tf).removeDataId(dataId, backend);
  }

  private get backend(): DataOwners {
    return this.tf.backend() as unknown as DataOwners;
  }

  private hideFromMemory(): void {
    const { tf, counts } = this;
    patch(tf, 'hiddenData', {
      memory: (original) =>
        function (this: ReturnType<typeof engineOf>) {
          const info = original.call(this);
          for (const [dataId, count] of counts) if (tensorsOfData(tf, { dataId }) === count) info.numDataBuffers--;
          return info;
        },
    });
  }
}
