import { formatNumber } from '../../protocol/numberText.js';
import type { SweepState, SweepTrial } from '../../protocol/sweep.js';
import { bestTrial, rankedGroups } from '../../protocol/sweepGroups.js';
import { IMPORTANCE_METHOD } from '../../sweep/importance.js';
import type { Sweep } from '../../sweep/sweep.js';
import { counted, jsonLine, say, writeOwn } from '../ownWords.js';
import type { SilenceWatch } from '../silence/watchSilence.js';
import { givenText } from './figureText.js';
import { sweepEnd, sweepTable } from './sweepTable.js';

/** Tells of each trial as it ends: as lines of JSON on stdout, or for people. */
export function reportTrials(sweep: Sweep, watch: SilenceWatch, { json }: { readonly json: boolean }): void {
  const told = new Set(sweep.state.trials.filter(isOver).map(({ trial }) => trial));
  sweep.onDidChange((change) => {
    const { state } = sweep;
    watch.doing(`training trials: ${told.size} of ${state.trials.length} are over`);
    if (change.kind !== 'trial' || !isOver(change.trial) || told.has(change.trial.trial)) return;
    told.add(change.trial.trial);
    if (json) writeOwn(process.stdout, trialLine(change.trial));
    else say(`${told.size} of ${counted(state.trials.length, 'trial')}: ${trialText(change.trial, state)}`);
  });
}

/** A sweep as it stands: as lines of JSON, every trial's among them where they have not been written yet, or as a table; its end is the last line on stderr. */
export function reportSweep(
  state: SweepState,
  {
    json,
    withTrials,
    isGoingOn = false,
  }: { readonly json: boolean; readonly withTrials: boolean; readonly isGoingOn?: boolean },
): void {
  if (json) {
    if (withTrials) for (const trial of state.trials) writeOwn(process.stdout, trialLine(trial));
    const { id, plan, measure, importance, outcome, trials } = state;
    const { file, model, parameters, seeds } = plan;
    const line = {
      type: 'sweep',
      sweep: id,
      file,
      model: model.name,
      parameters: parameters.map((parameter) => parameter.id),
      seeds,
      measure,
      best: bestTrial(state),
      groups: rankedGroups(state).map(({ trials: own, spread }) => ({
        values: own[0].values,
        trials: own.map((trial) => trial.trial),
        spread,
      })),
      importance,
      importanceMethod: IMPORTANCE_METHOD,
      trials: trials.length,
      outcome,
    };
    writeOwn(process.stdout, jsonLine(line));
  } else writeOwn(process.stdout, `${sweepTable(state).join('\n')}\n`);
  say(sweepEnd(state, isGoingOn));
}

const isOver = ({ status }: SweepTrial): boolean => status !== 'waiting' && status !== 'training';

const trialLine = (trial: SweepTrial): string => jsonLine({ type: 'trial', ...trial });

function trialText(
  { trial, values, seed, status, best, epochs, failure, verdict }: SweepTrial,
  { plan, measure }: SweepState,
): string {
  const varied = plan.parameters.map(({ id }) => `${id} ${givenText(values[id])}`);
  const given = [...varied, ...(plan.seeds.length > 1 ? [`seed ${seed}`] : [])].join(', ');
  const figures = best === null || !measure ? [] : [`best ${measure.name} ${formatNumber(best)}`];
  const after = `after ${counted(epochs, 'epoch')}`;
  const end =
    status === 'stopped-early' ? [`stopped early ${after}`] : status === 'interrupted' ? [`interrupted ${after}`] : [];
  const why = failure === null ? [] : [failure];
  return `trial ${trial} (${given}): ${[...figures, ...end, ...(verdict ? [verdict.text] : []), ...why].join(', ')}`;
}
