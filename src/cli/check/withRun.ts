import { confirm } from '../../diagnosis/confirm.js';
import type { Cause } from '../../diagnosis/run/causes.js';
import { MOST_FIXES, runFixes } from '../../diagnosis/run/runFixes.js';
import type { SourceFix } from '../../diagnosis/source/sourceRule.js';
import type { RuledFinding } from '../../diagnosis/source/sourceRules.js';
import type { SourceModel } from '../../protocol/source.js';
import { findingPlace, isOnRandomData } from '../../runs/judgement.js';
import type { FitJudgement, Run } from '../../runs/types.js';
import { type CheckedFinding, checkedFix, nameOf, ofSource, placed } from './checkedFinding.js';
import type { CheckedFile } from './checkPaths.js';

/** A finding of a run, and the fit that it is about. */
interface Shown extends Cause {
  readonly fit: FitJudgement['fit'];
}

/** What the source of a model says and what its run shows, put together. */
export function withRun(
  { file, models, notebook }: Pick<CheckedFile, 'file' | 'models' | 'notebook'>,
  model: SourceModel,
  source: readonly RuledFinding[],
  run: Pick<Run, 'judgement' | 'problems'>,
): CheckedFinding[] {
  if (!run.judgement) return source.map((finding) => ofSource(finding, notebook));
  const isRandom = isOnRandomData(run);
  const fits = fitsOf(model, run.judgement.fits);
  const merged = confirm(source, {
    verdict: run.judgement.verdict.kind,
    findings: findingsOf(fits),
    lineOf: ({ fit, layer }) => (layer === null ? null : (fit.summary.layers[layer]?.location?.line ?? null)),
    isRandom,
  });
  const told = (evidence: Readonly<Record<string, number>>) => (isRandom ? { ...evidence, data: 'random' } : evidence);
  return [
    ...merged.source.map(({ finding, severity, confirmedByRun, evidence, shownBy }) => ({
      ...ofSource(finding, notebook),
      fixes: once([...finding.fixes, ...shownBy.flatMap((shown) => runFixes(shown, shown.fit, models))]).map((fix) =>
        checkedFix(fix, notebook),
      ),
      severity,
      confirmedByRun,
      evidence: confirmedByRun === null ? evidence : told(evidence),
    })),
    ...merged.run.map((shown): CheckedFinding => {
      const { fit, rule, category, severity, message, why, help, evidence } = shown;
      const location = findingPlace(fit, shown);
      return {
        file: location?.file ?? file,
        ...placed(location ?? model.span.start, location?.file === file || !location ? notebook : null),
        model: nameOf(model),
        rule,
        category,
        severity,
        message,
        why,
        help,
        confirmedByRun: true,
        evidence: told(evidence),
        fixes: runFixes(shown, fit, models).map((fix) => checkedFix(fix, notebook)),
      };
    }),
  ];
}

/** The source's own come first: where a run shows the same, they may be the same edit. */
function once(fixes: readonly SourceFix[]): SourceFix[] {
  const isFirst = ({ title }: SourceFix, index: number) => fixes.findIndex((fix) => fix.title === title) === index;
  return fixes.filter(isFirst).slice(0, MOST_FIXES);
}

/** Those of the model where a run trains others, too. */
function fitsOf({ line }: SourceModel, fits: readonly FitJudgement[]): readonly FitJudgement[] {
  const own = fits.filter(({ fit }) => fit.summary.location?.line === line);
  return own.length > 0 ? own : fits;
}

/** What several fits of a model show is said once: of the first one. */
function findingsOf(fits: readonly FitJudgement[]): Shown[] {
  const shown = fits.flatMap(({ fit, findings }) => findings.map((finding): Shown => ({ ...finding, fit })));
  return shown.filter(
    ({ rule, layer }, index) => shown.findIndex((other) => other.rule === rule && other.layer === layer) === index,
  );
}
