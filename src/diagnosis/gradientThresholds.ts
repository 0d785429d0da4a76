// What hovers and the rules about runs hold gradients and updates against, with their sources.

/** The gradient has vanished on its way back. */
export const VANISHED = {
  /** First over last layer's norm below which it has, if it is also small in itself; AutoTrainer. */
  ratio: 1e-3,
  /** A norm that is small in itself; AutoTrainer. */
  norm: 1e-4,
  /** Mean |g| below which a layer stands still, as long as the last layer still learns; SageMaker Debugger. */
  meanAbs: 1e-7,
} as const;

/** The gradient explodes. */
export const EXPLODED = {
  /** A layer's norm over the last layer's above which gradients grow on their way back; AutoTrainer. */
  ratio: 70,
  /** Mean |g|; AutoTrainer, TheDeepChecker and SageMaker Debugger. */
  meanAbs: 10,
} as const;

/** GradLens's own: a norm that is worth a look, and no fault by itself; below it a gradient that grows does no harm. */
export const LARGE_NORM = 10;

/** Update norm over weight norm: a layer learns slowly below, in unstable steps above; TheDeepChecker. */
export const UPDATE_RATIO = { slow: 1e-4, fast: 1e-1 } as const;
