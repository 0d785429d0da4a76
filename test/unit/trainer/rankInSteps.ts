import { effectiveRank } from '../../../src/trainer/tap/effectiveRank.js';

/** All steps of it at once, with the multiplications that each told. */
export function rankInSteps(...matrix: Parameters<typeof effectiveRank>): { rank: number; costs: number[] } {
  const steps = effectiveRank(...matrix);
  const costs: number[] = [];
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return { rank: step.value, costs };
    costs.push(step.value);
  }
}
