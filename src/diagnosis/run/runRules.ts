import { alert } from './rules/alert.js';
import { classImbalance } from './rules/classImbalance.js';
import { deadLayer } from './rules/deadLayer.js';
import { divergence } from './rules/divergence.js';
import { explodingGradient } from './rules/explodingGradient.js';
import { fewSteps } from './rules/fewSteps.js';
import { firstLossFar } from './rules/firstLossFar.js';
import { frozenLayer } from './rules/frozenLayer.js';
import { inputScale } from './rules/inputScale.js';
import { leakedTarget } from './rules/leakedTarget.js';
import { learningRate } from './rules/learningRate.js';
import { multiHotTargets } from './rules/multiHotTargets.js';
import { noProgress } from './rules/noProgress.js';
import { notANumber } from './rules/notANumber.js';
import { oscillation } from './rules/oscillation.js';
import { overFitting } from './rules/overFitting.js';
import { rankCollapse } from './rules/rankCollapse.js';
import { sameOutput } from './rules/sameOutput.js';
import { saturatedLayer } from './rules/saturatedLayer.js';
import { smallBatchNormalization } from './rules/smallBatchNormalization.js';
import { stoppedEarly } from './rules/stoppedEarly.js';
import { targetRange } from './rules/targetRange.js';
import { targetScale } from './rules/targetScale.js';
import { underFitting } from './rules/underFitting.js';
import { validationClasses } from './rules/validationClasses.js';
import { validationLeak } from './rules/validationLeak.js';
import { validationRange } from './rules/validationRange.js';
import { validationShares } from './rules/validationShares.js';
import { validationSize } from './rules/validationSize.js';
import { vanishingGradient } from './rules/vanishingGradient.js';
import type { RunRule } from './runRule.js';

/** All rules of a run, causes before what may follow from them. */
export const RUN_RULES: readonly RunRule[] = [
  targetScale,
  notANumber,
  leakedTarget,
  inputScale,
  targetRange,
  multiHotTargets,
  validationLeak,
  validationClasses,
  validationShares,
  validationRange,
  validationSize,
  smallBatchNormalization,
  deadLayer,
  saturatedLayer,
  vanishingGradient,
  explodingGradient,
  rankCollapse,
  oscillation,
  learningRate,
  divergence,
  overFitting,
  sameOutput,
  fewSteps,
  underFitting,
  classImbalance,
  frozenLayer,
  firstLossFar,
  stoppedEarly,
  noProgress,
  alert,
];

/** Ids of all rules, as settings and comments name them. */
export const RUN_RULE_IDS: readonly string[] = RUN_RULES.map(({ id }) => id);
