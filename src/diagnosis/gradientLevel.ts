/** What a gradient's size says. Ordered from too small to too large. */
export type GradientLevel = 'vanishing' | 'small' | 'healthy' | 'large' | 'exploding';

export interface GradientSize {
  /** L2 norm of the layer's gradient. */
  readonly norm: number;
  /** Mean of |g|. */
  readonly meanAbs: number;
  /** L2 norm of the last layer's gradient at the same time; null where this is the only one. */
  readonly lastNorm: number | null;
}

/** First over last norm below which a gradient has vanished on its way back, if it is also small in itself; AutoTrainer. */
const VANISHING_RATIO = 1e-3;
/** A norm that is small in itself; AutoTrainer. */
const SMALL_NORM = 1e-4;
/** Mean |g| below which a layer stands still, as long as the last layer still learns; SageMaker Debugger. */
const VANISHING_MEAN_ABS = 1e-7;
/** GradLens's own: worth a look, no fault by itself. */
const LARGE_NORM = 10;
/** A layer's norm over the last layer's above which gradients grow on their way back; AutoTrainer. */
const EXPLODING_RATIO = 70;
/** Mean |g|; AutoTrainer, TheDeepChecker and SageMaker Debugger. */
const EXPLODING_MEAN_ABS = 10;

export function gradientLevel({ norm, meanAbs, lastNorm }: GradientSize): GradientLevel {
  if (!Number.isFinite(norm)) return 'exploding';
  if (norm === 0) return 'vanishing';
  const ratio = lastNorm ? norm / lastNorm : 1;
  if (meanAbs > EXPLODING_MEAN_ABS || (ratio > EXPLODING_RATIO && norm > 1)) return 'exploding';
  if (norm > LARGE_NORM) return 'large';
  const lastLearns = lastNorm !== null && lastNorm >= SMALL_NORM;
  if (norm < SMALL_NORM && ratio < VANISHING_RATIO) return 'vanishing';
  if (lastLearns && meanAbs < VANISHING_MEAN_ABS) return 'vanishing';
  return norm < SMALL_NORM ? 'small' : 'healthy';
}

const LEVELS: readonly GradientLevel[] = ['healthy', 'small', 'large', 'vanishing', 'exploding'];

/** The level that most needs a look. */
export function worstLevel(levels: readonly GradientLevel[]): GradientLevel {
  return levels.reduce<GradientLevel>(
    (worst, each) => (LEVELS.indexOf(each) > LEVELS.indexOf(worst) ? each : worst),
    'healthy',
  );
}
