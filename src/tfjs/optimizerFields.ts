import type { Optimizer, Tensor, Variable } from './tfjs.js';

/** A variable that an optimizer keeps for one that it trains. */
export interface Slot {
  readonly variable: Variable;
}

/** The fields of tfjs's optimizers, which its types declare protected. Which of them one has depends on its class. */
export interface OptimizerFields extends Pick<Optimizer, 'minimize' | 'applyGradients'> {
  learningRate: number;
  setLearningRate?(rate: number): void;
  incrementIterations(): void;
  readonly c?: Tensor;
  readonly m?: Tensor;
  readonly useNesterov?: boolean;
  readonly accumulations?: readonly Slot[];
  readonly accumulatedGrads?: readonly Slot[];
  readonly accumulatedUpdates?: readonly Slot[];
  readonly accumulatedFirstMoment?: readonly Slot[];
  readonly accumulatedSecondMoment?: readonly Slot[];
  readonly accumulatedWeightedInfNorm?: readonly Slot[];
  readonly accumulatedMeanSquares?: readonly Slot[];
  readonly accumulatedMoments?: readonly Slot[];
  readonly accumulatedMeanGrads?: readonly Slot[];
  readonly accBeta1?: Variable;
  readonly accBeta2?: Variable;
  readonly iteration?: Variable;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  readonly decay?: number;
  readonly rho?: number;
  readonly momentum?: number;
  readonly centered?: boolean;
}

export const optimizerFields = (optimizer: Optimizer): OptimizerFields => optimizer as unknown as OptimizerFields;
