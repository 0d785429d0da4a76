import { confirm } from '../../diagnosis/confirm.js';
import { runFixes, withRunFixes } from '../../diagnosis/run/runFixes.js';
import type { RuledFinding } from '../../diagnosis/source/sourceRules.js';
import type { SourceModel } from '../../protocol/source.js';
import { findingPlace } from '../../runs/judgement.js';
import { runOfModel } from '../../runs/runOfModel.js';
import type { FitJudgement, Run } from '../../runs/types.js';
import { type CheckedFinding, checkedFix, nameOf, ofSource, placed, said } from './checkedFinding.js';
import type { CheckedFile } from './checkPaths.js';
import { endedByData } from './endedByData.js';

/** What the source of a model says and what its run shows, put together. */
export function withRun(
  { file, models, notebook }: Pick<CheckedFile, 'file' | 'models' | 'notebook'>,
  model: SourceModel,
  source: readonly RuledFinding[],
  run: Pick<Run, 'judgement' | 'problems'>,
): CheckedFinding[] {
  const misfit = endedByData(run, model, { file, notebook });
  const ended = misfit ? [misfit] : [];
  if (!run.judgement) return [...ended, ...source.map((finding) => ofSource(finding, notebook))];
  const shown = runOfModel(run, fitsOf(model, run.judgement.fits), ({ line }) => line);
  const merged = confirm(source, shown);
  const told = (evidence: Readonly<Record<string, number>>) =>
    shown.isRandom ? { ...evidence, data: 'random' } : evidence;
  return [
    ...ended,
    ...merged.source.map(({ finding, severity, confirmedByRun, evidence, shownBy }) => ({
      ...ofSource(finding, notebook),
      fixes: withRunFixes(
        finding.fixes,
        shownBy.flatMap((found) => runFixes(found, found.fit, models)),
      ).map((fix) => checkedFix(fix, notebook)),
      severity,
      confirmedByRun,
      evidence: confirmedByRun === null ? evidence : told(evidence),
    })),
    ...merged.run.map((found): CheckedFinding => {
      const { fit, evidence } = found;
      const location = findingPlace(fit, found);
      return {
        file: location?.file ?? file,
        ...placed(location ?? model.span.start, location?.file === file || !location ? notebook : null),
        model: nameOf(model),
        ...said(found),
        confirmedByRun: true,
        evidence: told(evidence),
        fixes: runFixes(found, fit, models).map((fix) => checkedFix(fix, notebook)),
      };
    }),
  ];
}

/** Those of the model where a run trains others, too. */
function fitsOf({ file, line }: SourceModel, fits: readonly FitJudgement[]): readonly FitJudgement[] {
  const own = fits.filter(({ fit: { summary } }) => summary.location?.file === file && summary.location.line === line);
  return own.length > 0 ? own : fits;
}
