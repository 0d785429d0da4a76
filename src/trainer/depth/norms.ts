import type { Tensor } from '../../tfjs/tfjs.js';

/** As a message has it: null for what is no number. */
export const figure = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The norm of all numbers of a tensor, in double precision: a signal of 1e-25 has a square that float32 lacks. */
export function normOf(tensor: Tensor): number {
  let sum = 0;
  for (const value of tensor.dataSync()) sum += value * value;
  return Math.sqrt(sum);
}

export function largestOf(tensor: Tensor): number {
  let most = 0;
  for (const value of tensor.dataSync()) most = Math.max(most, Math.abs(value));
  return most;
}
