import type { RunOfModel } from '../diagnosis/confirm.js';
import type { Cause } from '../diagnosis/run/causes.js';
import type { SourceLocation } from '../protocol/fit.js';
import { isOnRandomData, worstOf } from './judgement.js';
import type { Fit, FitJudgement, Run } from './types.js';

/** A finding of a run, and the fit that it is about. */
export interface FoundInFit extends Cause {
  readonly fit: Fit;
}

/**
 * What a run shows of one model, to be put together with what its source says. What several fits show is said once: of the first one.
 * @param fits those of the model, at least one
 * @param lineAt the line of a place by now; null where it is gone
 */
export function runOfModel(
  run: Pick<Run, 'problems'>,
  fits: readonly FitJudgement[],
  lineAt: (location: SourceLocation) => number | null,
): RunOfModel<FoundInFit> {
  const found = fits.flatMap(({ fit, findings }) => findings.map((finding): FoundInFit => ({ ...finding, fit })));
  const following = found.flatMap(({ follows, fit }) =>
    follows.map((finding): FoundInFit => ({ ...finding, follows: [], fit })),
  );
  return {
    verdict: worstOf(fits)?.verdict.kind ?? 'undecided',
    findings: once(found),
    followers: once(following),
    lineOf: ({ fit, layer }) => {
      const location = layer === null ? null : fit.summary.layers[layer]?.location;
      return location ? lineAt(location) : null;
    },
    isRandom: isOnRandomData(run),
    knowsValidation: fits.every(({ fit: { data } }) => data?.validation?.shared !== undefined),
  };
}

const once = (found: readonly FoundInFit[]): FoundInFit[] =>
  found.filter(
    ({ rule, layer }, index) => found.findIndex((other) => other.rule === rule && other.layer === layer) === index,
  );
