import { formatShare } from '../../protocol/numberText.js';
import { spreadText } from '../../protocol/spreadText.js';
import { FEW_TRIALS, rankedTrials, type SweepState, type SweepTrial } from '../../protocol/sweep.js';
import { areSeedsSame, bestGroup, bestTrial, groupsOf, SAME_SEEDS } from '../../protocol/sweepGroups.js';
import { verdictWord } from '../../protocol/verdict.js';
import { IMPORTANCE_METHOD, toldGroups } from '../../sweep/importance.js';
import { alignedRows, counted } from '../ownWords.js';
import { figure, givenText } from './figureText.js';
import { groupTable } from './groupTable.js';

/** The trials beside each other, best first, before them the means of several seeds, and which parameter matters. */
export function sweepTable(state: SweepState): string[] {
  const { plan, measure } = state;
  const hasSeeds = plan.seeds.length > 1;
  const ids = plan.parameters.map(({ id }) => id);
  const head = ['trial', ...ids, ...(hasSeeds ? ['seed'] : []), measure ? `best ${measure.name}` : 'best', 'last'];
  const rows = rankedTrials(state).map((trial) => [
    String(trial.trial),
    ...ids.map((id) => givenText(trial.values[id])),
    ...(hasSeeds ? [String(trial.seed)] : []),
    figure(trial.best),
    figure(trial.last),
    statusText(trial),
    trial.verdict ? verdictWord(trial.verdict) : '-',
    figure(trial.firstGradient),
    trial.run ?? '-',
  ]);
  const table = alignedRows([[...head, 'epochs', 'verdict', 'gradient of first layer', 'run'], ...rows]);
  const groups = hasSeeds ? [...groupTable(state), ''] : [];
  return [...groups, ...table, ...failures(state), '', ...notes(state)];
}

/** How a sweep ended, or stands, in one line. @param isGoingOn whether a process has it in hand */
export function sweepEnd(state: SweepState, isGoingOn: boolean): string {
  const { trials, outcome, plan, measure, id } = state;
  const of = (status: SweepTrial['status'], text: string) => {
    const count = trials.filter((trial) => trial.status === status).length;
    return count === 0 ? [] : [`${count} ${text}`];
  };
  const counts = [
    ...of('completed', 'trained'),
    ...of('stopped-early', 'stopped early'),
    ...of('broken', 'with broken numbers'),
    ...of('failed', 'failed'),
    ...of('interrupted', 'interrupted'),
    ...of('training', isGoingOn ? 'training' : 'broken off'),
    ...of('waiting', 'not begun'),
  ];
  const [best, group] = [bestTrial(state), bestGroup(state)];
  const values = best && plan.parameters.map(({ id: own }) => `${own} ${givenText(best.values[own])}`).join(', ');
  const which = plan.seeds.length > 1 ? '' : `trial ${best?.trial}, `;
  const found =
    best && group?.spread && measure
      ? `. Best: ${which}${measure.name} ${figure(group.spread.mean)}${spreadText(group.spread)} with ${values}`
      : '';
  const left = outcome === 'completed' || isGoingOn ? '' : `. Go on with --resume ${id}`;
  return `${counted(trials.length, 'trial')}: ${counts.join(', ')}${found}${left}`;
}

function statusText({ status, epochs }: SweepTrial): string {
  switch (status) {
    case 'completed':
      return String(epochs);
    case 'stopped-early':
      return `${epochs}, stopped early`;
    case 'broken':
      return `${epochs}, numbers broke`;
    case 'waiting':
      return 'not begun';
    default:
      return `${epochs}, ${status}`;
  }
}

const failures = ({ trials }: SweepState): string[] =>
  trials.flatMap(({ trial, failure }) =>
    failure === null ? [] : [`trial ${trial}: ${failure.replaceAll(/\s*\n\s*/g, ' ')}`],
  );

function notes({ measure, importance, trials, plan }: SweepState): string[] {
  if (!measure) return [];
  const { name, isValidation, isLargerBetter } = measure;
  const by =
    plan.seeds.length > 1 ? `the best epoch's ${name}, its mean over the seeds first` : `the best epoch's ${name}`;
  const sorted = `Sorted by ${by}, ${isLargerBetter ? 'highest first, equal ones by the loss' : 'lowest first'}.`;
  const byHeart = plan.parameters.some(({ kind }) => kind === 'data')
    ? ', so that a small share may look good because it was learned by heart'
    : '';
  const measured = isValidation
    ? sorted
    : `${sorted} It is of the training data: the fit has no validation data${byHeart}.`;
  const same = areSeedsSame(groupsOf(trials).map(({ spread }) => spread)) ? [SAME_SEEDS] : [];
  if (importance.length === 0) return [measured, ...same];
  const told = toldGroups(trials).length;
  const of = plan.seeds.length > 1 ? counted(told, 'combination') : counted(told, 'trial');
  const shares = importance.map(
    ({ parameter, share, byChance }) => `${parameter} ${formatShare(share)} (${formatShare(byChance)} by chance)`,
  );
  const few = told < FEW_TRIALS ? ' So few tell little.' : '';
  return [measured, ...same, `What matters, of ${of}: ${shares.join(', ')}.${few}`, `It is the ${IMPORTANCE_METHOD}.`];
}
