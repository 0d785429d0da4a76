import type { Layer, LayerVariable, Tensor } from './tfjs.js';

/** Classes whose objects layers have, and which tfjs's types do not export. */
export interface Activation {
  apply(x: Tensor, axis?: number): Tensor;
  getClassName(): string;
}
export interface Initializer {
  apply(shape: number[], dtype?: string): Tensor;
  getConfig(): Record<string, unknown>;
  getClassName(): string;
}
export interface Regularizer {
  apply(x: Tensor): Tensor;
}
export interface Constraint {
  apply(weight: Tensor): Tensor;
}

type Shape = (number | null)[];
type Loss = () => Tensor;

/** What a layer computes. In the layers that `src/keras` makes, some of it is replaced by what Keras computes. */
export interface LayerCode {
  supportsMasking: boolean;
  activation?: Activation | undefined;
  call(inputs: Tensor | Tensor[], kwargs: { training?: boolean }): Tensor;
  computeMask(inputs: Tensor | Tensor[], mask: unknown): Tensor | (Tensor | null)[] | null;
  computeOutputShape(input: Shape): Shape;
  addLoss(loss: Loss): void;
  readonly losses: readonly Loss[];
  readonly _losses: readonly Loss[];
}

/** A convolution: one with a kernel, or with a kernel for each channel and, when separable, one across them. */
export interface Convolution extends LayerCode {
  readonly activation: Activation;
  readonly kernel?: LayerVariable | null;
  readonly depthwiseKernel?: LayerVariable;
  readonly pointwiseKernel?: LayerVariable;
  readonly bias: LayerVariable | null;
  readonly kernelSize: number[];
  readonly dilationRate: number | number[];
  readonly padding: string;
  readonly dataFormat: string;
}

export interface BatchNormalization extends LayerCode {
  readonly axis: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly trainable: boolean;
  readonly gamma?: LayerVariable;
  readonly beta?: LayerVariable;
  readonly movingMean: LayerVariable;
  readonly movingVariance: LayerVariable;
}

export interface LayerNormalization extends LayerCode {
  readonly axis: number[];
  readonly epsilon: number;
  readonly gamma: LayerVariable | null;
  readonly beta: LayerVariable | null;
}

export interface TimeDistributed extends LayerCode {
  readonly layer: { call(inputs: Tensor, kwargs: object): Tensor | Tensor[] };
}

export interface Recurrent extends LayerCode {
  readonly cell: GruCell;
  readonly returnSequences?: boolean;
  readonly returnState?: boolean;
}

/** The cell of a recurrent layer, with what that of a GRU has. */
export interface GruCell {
  build(input: Shape): void;
  call(inputs: Tensor[], kwargs: object): Tensor[];
  getConfig(): Record<string, unknown>;
  addWeight(
    name: string,
    shape: number[],
    dtype: 'float32',
    initializer: Initializer,
    regularizer: unknown,
    trainable: boolean,
    constraint: unknown,
  ): LayerVariable;
  readonly losses: readonly Loss[];
  readonly units: number;
  readonly useBias: boolean;
  readonly activation: Activation;
  readonly recurrentActivation: Activation;
  readonly biasInitializer: Initializer;
  readonly biasRegularizer: unknown;
  readonly biasConstraint: unknown;
  readonly kernel: LayerVariable;
  readonly recurrentKernel: LayerVariable;
  bias: LayerVariable | null;
  readonly dropoutMask: Tensor[] | null;
  readonly recurrentDropoutMask: Tensor[] | null;
  readonly dropout: number;
  readonly recurrentDropout: number;
}

/** A layer as what its class makes it. */
export const codeOf = <Code extends LayerCode = LayerCode>(layer: Layer): Code => layer as unknown as Code;

/** What holds a weight after an update; tfjs applies it only to one that is written. */
export const constraintOf = (weight: LayerVariable): Constraint | null =>
  (weight as unknown as { constraint: Constraint | null }).constraint;
