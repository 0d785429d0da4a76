import { EXPLODED, LARGE_NORM, VANISHED } from './gradientThresholds.js';

/** What a gradient's size says. Ordered from too small to too large. */
export type GradientLevel = 'vanishing' | 'small' | 'healthy' | 'large' | 'exploding';

export interface GradientSize {
  /** L2 norm of the layer's gradient. */
  readonly norm: number;
  /** Mean of |g|. */
  readonly meanAbs: number;
  /** L2 norm of the last layer's gradient at the same time; null where this is the only one. */
  readonly lastNorm: number | null;
  /** Whether next to nothing is left of the loss, so that no gradient can be large. */
  readonly solved: boolean;
}

export function gradientLevel({ norm, meanAbs, lastNorm, solved }: GradientSize): GradientLevel {
  if (!Number.isFinite(norm)) return 'exploding';
  if (solved && norm < VANISHED.norm) return 'small';
  if (norm === 0) return 'vanishing';
  const ratio = lastNorm ? norm / lastNorm : 1;
  if (meanAbs > EXPLODED.meanAbs || (ratio > EXPLODED.ratio && norm > 1)) return 'exploding';
  if (norm > LARGE_NORM) return 'large';
  const lastLearns = lastNorm !== null && lastNorm >= VANISHED.norm;
  if (norm < VANISHED.norm && ratio < VANISHED.ratio) return 'vanishing';
  if (lastLearns && meanAbs < VANISHED.meanAbs) return 'vanishing';
  return norm < VANISHED.norm ? 'small' : 'healthy';
}

const LEVELS: readonly GradientLevel[] = ['healthy', 'small', 'large', 'vanishing', 'exploding'];

/** The level that most needs a look. */
export function worstLevel(levels: readonly GradientLevel[]): GradientLevel {
  return levels.reduce<GradientLevel>(
    (worst, each) => (LEVELS.indexOf(each) > LEVELS.indexOf(worst) ? each : worst),
    'healthy',
  );
}
