import { engineOf } from '../../../tfjs/engine.js';
import type { NodeBackend, TensorId } from '../../../tfjs/nodeBackend.js';
import type { Tensor, Tfjs } from '../../../tfjs/tfjs.js';
import type { Source } from '../trace/trace.js';
import { VirtualEntry } from './virtualEntry.js';

/** Handles from here on are stand-ins; TensorFlow's own count from 0. */
export const FIRST_VIRTUAL = 2 ** 30;

/** The stand-ins of one step: handles and tensors whose values are not known yet. */
export class StandIns {
  /** Entries of the tensors that somebody has. */
  readonly live = new Set<VirtualEntry>();
  private readonly sources = new Map<TensorId, Source>();
  private readonly ids = new Map<VirtualEntry, TensorId>();
  private nextId = FIRST_VIRTUAL;

  /** @param onRead somebody looks at a value */
  constructor(
    private readonly tf: Tfjs,
    private readonly backend: NodeBackend,
    private readonly onRead: () => void,
  ) {}

  handle(source: Source): TensorId {
    const id = this.nextId++;
    this.sources.set(id, source);
    return id;
  }

  sourceOf(id: TensorId): Source | undefined {
    return this.sources.get(id);
  }

  /** Says what a handle of TensorFlow's own stands for. */
  name(id: TensorId, source: Source): void {
    this.sources.set(id, source);
  }

  idOf(entry: VirtualEntry): TensorId | undefined {
    return this.ids.get(entry);
  }

  tensor(shape: number[], dtype: number, source: Source, id = this.handle(source)): Tensor {
    const { backend, live, onRead } = this;
    const entry = new VirtualEntry(shape, dtype, source, onRead, (released) => live.delete(released));
    this.ids.set(entry, id);
    live.add(entry);
    const dataId = {};
    backend.tensorMap.set(dataId, entry);
    return engineOf(this.tf).makeTensorFromTensorInfo({ dataId, shape, dtype: this.nameOf(dtype) });
  }

  private nameOf(dtype: number): string {
    const { TF_INT32, TF_BOOL } = this.backend.binding;
    if (dtype === TF_INT32) return 'int32';
    return dtype === TF_BOOL ? 'bool' : 'float32';
  }
}
