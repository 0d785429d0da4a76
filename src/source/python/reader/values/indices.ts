import type { Value } from './values.js';

export interface Slice {
  readonly kind: 'slice';
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
}

export type Index = Slice | { readonly kind: 'index'; readonly value: Value };

/** First and end index of a slice as Python clips them. */
export function limits(length: number, start: number | null, stop: number | null, step = 1): [number, number] {
  const clip = (at: number) => {
    const absolute = Math.trunc(at < 0 ? at + length : at);
    return step > 0 ? Math.min(Math.max(absolute, 0), length) : Math.min(Math.max(absolute, -1), length - 1);
  };
  return [clipOr(start, step > 0 ? 0 : length - 1), clipOr(stop, step > 0 ? length : -1)];

  function clipOr(at: number | null, missing: number): number {
    return at === null ? missing : clip(at);
  }
}
