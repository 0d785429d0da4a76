import type { Tensor, Tfjs, Variable } from './tfjs.js';

/** What a gradient function of the engine gives. */
export interface Derived {
  readonly value: Tensor;
  readonly grads: readonly (Tensor | null)[];
}

/** tfjs's engine, as far as it is used here. */
export interface Engine {
  readonly state: EngineState;
  readonly registeredVariables: Readonly<Record<string, Variable>>;
  gradients(f: () => Tensor, xs: readonly Tensor[], dy?: Tensor, allowNoGradients?: boolean): Derived;
  runKernel(name: string, inputs: object, ...rest: unknown[]): Tensor | Tensor[];
  memory(): ReturnType<Tfjs['memory']>;
  setBackend(name: string): Promise<boolean>;
  makeTensorFromTensorInfo(info: { dataId: object; shape: number[]; dtype: string }): Tensor;
  /** Forgets data that the backend has let go of. */
  removeDataId(dataId: object, backend: unknown): void;
  startScope(): void;
  endScope(): void;
  startTape(): void;
  endTape(): void;
}

export interface EngineState {
  /** Named after the function of tfjs that is under way. */
  readonly activeScope: { readonly name: string } | null;
  readonly gradientDepth: number;
  activeTape: readonly TapeNode[] | null;
}

/** An operation that was recorded to derive gradients. */
export interface TapeNode {
  readonly outputs: readonly Tensor[];
  readonly saved?: readonly Tensor[] | null;
  /** Told the loss's gradients with respect to the outputs, gives those of its inputs, to be computed; missing where it has none. */
  gradient(dys: readonly (Tensor | null)[]): Readonly<Record<string, () => Tensor>>;
}

export const engineOf = (tf: Tfjs): Engine => tf.engine() as unknown as Engine;

/** How many tensors have a tensor's data; 0 where tfjs was reset since. tfjs 2 does not tell. */
export function tensorsOfData(tf: Tfjs, { dataId }: Pick<Tensor, 'dataId'>): number {
  const backend: { refCount?(dataId: object): number } = tf.backend();
  return backend.refCount?.(dataId) ?? 1;
}
