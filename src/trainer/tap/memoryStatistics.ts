import { nothingMeasured, setNoGradient, setStatistics } from '../../protocol/statistics.js';
import type { Kept, KeptData } from '../../tfjs/keptData.js';
import type { Tfjs } from '../../tfjs/tfjs.js';
import { valuesInMemory } from '../../tfjs/wasmMemory.js';
import { type ElementSums, statisticsOfSums, sumOfProducts, sumsOfGradients, sumsOfWeights } from './elementSums.js';
import type { StatisticsAtOnce, StepData } from './statisticsAtOnce.js';

const NO_GRADIENT: Omit<ElementSums, 'weights' | 'updates' | 'products'> = sumsOfGradients(new Float32Array());

/**
 * Statistics on the WASM backend, added up in JavaScript where the tensors are: as operations they take more time than the step does, which
 * reads and writes all elements a dozen times on one thread.
 */
export class MemoryStatistics implements StatisticsAtOnce {
  /** L2 norms of gradients, which are the last ones of the next step. */
  private readonly norms = new WeakMap</* dataId */ object, number>();

  constructor(
    private readonly tf: Tfjs,
    readonly data: KeptData,
  ) {}

  measure({ variables, gradients, last, before }: StepData): Float32Array | null {
    if (variables.some(({ dtype, size }) => dtype !== 'float32' || size === 0)) return null;
    const { tf } = this;
    const target = nothingMeasured(variables.length);
    for (const [index, variable] of variables.entries()) {
      const [own, compared, weights] = [gradients[index], last[index], before[index]];
      if (!weights) return null;
      const gradient = own ? valuesInMemory(tf, own) : null;
      const updated = sumsOfWeights(valuesInMemory(tf, weights), valuesInMemory(tf, variable));
      const sums = gradient ? sumsOfGradients(gradient) : NO_GRADIENT;
      const products = sumOfProducts(
        gradient ?? new Float32Array(),
        compared ? valuesInMemory(tf, compared) : undefined,
      );
      const values = statisticsOfSums({ ...sums, ...updated, products }, compared ? this.normOf(compared) : Number.NaN);
      setStatistics(target, index, values);
      if (own) this.norms.set(own.dataId, values.gradNorm);
      else setNoGradient(target, index);
    }
    return target;
  }

  private normOf(gradient: Kept): number {
    return this.norms.get(gradient.dataId) ?? Math.sqrt(sumsOfGradients(valuesInMemory(this.tf, gradient)).squares);
  }
}
