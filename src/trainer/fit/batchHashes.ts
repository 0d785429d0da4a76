import type { Tensor } from '../../tfjs/tfjs.js';
import { type SampleHashes, sampleHashes } from './sampleHashes.js';

/** The hashes of all samples of some batches. */
export class BatchHashes {
  private parts: SampleHashes[] = [];
  private elements = 0;
  private isWhole = true;

  /** @param most elements, of more of which nothing is kept: of an unknown number no fair draw is made */
  constructor(private readonly most: number) {}

  add(inputs: readonly Tensor[], [target]: readonly Tensor[]): void {
    if (!this.isWhole) return;
    this.elements += [...inputs, ...(target ? [target] : [])].reduce((sum, { size }) => sum + size, 0);
    const rows = target && { inputs, target, from: 0, to: target.shape[0] ?? 0 };
    const hashes = rows && this.elements <= this.most ? sampleHashes(rows, Number.POSITIVE_INFINITY, 1) : null;
    if (hashes) this.parts.push(hashes);
    else this.drop();
  }

  /** What was added so far, which it keeps no longer; null where that is not all. */
  take(): SampleHashes | null {
    const { parts, isWhole } = this;
    this.drop();
    if (!isWhole || parts.length === 0) return null;
    return {
      whole: joined(parts.map(({ whole }) => whole)),
      halves: [joined(parts.map(({ halves }) => halves[0])), joined(parts.map(({ halves }) => halves[1]))],
      part: 1,
    };
  }

  private drop(): void {
    this.isWhole = false;
    this.parts = [];
  }
}

/** Copied as they are: of batches of a few numbers there are millions, too many for an array of numbers. */
function joined(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
