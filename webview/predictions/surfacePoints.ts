import type { SurfaceView } from '../../src/protocol/dashboard/predictionsPart.js';

/** A sample in a surface's picture. */
export interface SurfacePoint {
  readonly x: number;
  /** Of one input the target. */
  readonly y: number;
  readonly truth: number;
  readonly predicted: number;
}

const NUMBERS = 4;

/** The samples of a surface, as its `points` have them one after another. */
export const surfacePoints = ({ points }: Pick<SurfaceView, 'points'>): SurfacePoint[] =>
  Array.from({ length: points.length / NUMBERS }, (_, index) => {
    const [x = 0, y = 0, truth = 0, predicted = 0] = points.subarray(index * NUMBERS, (index + 1) * NUMBERS);
    return { x, y, truth, predicted };
  });
