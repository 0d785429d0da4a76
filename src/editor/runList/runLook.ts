import { backendName } from '../../protocol/backend.js';
import { formatMoment } from '../../protocol/momentText.js';
import type { BestValue } from '../../protocol/runFile.js';
import { verdictWord } from '../../protocol/verdict.js';
import { bestEpochText, bestText, type RunLabel, runLabel } from '../../runs/runLabel.js';
import type { Run, RunState } from '../../runs/types.js';
import { endSign } from '../text/endSign.js';
import { runStatus } from '../text/runStatus.js';

type EndedState = Extract<RunState, { kind: 'ended' }>;

/** How a run looks in the list of runs. */
export interface RunLook {
  readonly label: string;
  readonly description: string;
  /** A codicon, told apart by its shape, and the theme's color for it. */
  readonly icon: string;
  readonly color: string | null;
  /** Everything that is known, a fact a line. */
  readonly facts: readonly string[];
  /** Words that decide what can be done with it. */
  readonly context: string;
}

/** @param changes what changed since the last run of that model; null where that is not known */
export function runLook(run: Run, changes: string | null, now: number): RunLook {
  const own = runLabel(run);
  const { name, duration } = own;
  const { state, marks, keptModel } = run;
  const started = formatMoment(run.startedAt, now);
  // What tells runs apart comes first, as a side bar is narrow; the icon says the verdict already.
  const told = state.kind === 'ended' ? endParts(state, run.best, changes) : [liveStatus(run), changes];
  const described = [marks.pinned && 'pinned', ...told, name && started, duration];
  const [icon, color] = state.kind === 'ended' ? endSign(state) : (['loading~spin', 'charts.blue'] as const);
  const context = ['run', marks.pinned ? 'pinned' : 'loose', keptModel && 'model', changes && 'compared'];
  return {
    label: name ?? started,
    description: described.filter(Boolean).join(' · '),
    icon,
    color,
    facts: facts(run, own, changes, started),
    context: context.filter(Boolean).join(' '),
  };
}

const liveStatus = (run: Run): string => runStatus(run, run.fits.at(-1) ?? null);

function facts(run: Run, { name, result, duration }: RunLabel, changes: string | null, started: string): string[] {
  const { state, marks, best, request } = run;
  const { seed, backend, model, file } = request;
  const said = [
    name,
    result ?? liveStatus(run),
    best && best.name !== 'loss' && `Best ${best.name} in ${bestEpochText(best, run)}`,
    changes && `Since the last run of this model: ${changes}`,
    `Started ${started}${duration ? `, took ${duration}` : ''}`,
    `${backendName(backend)} ${backend.version}${seed === null ? '' : `, seed ${seed}`}`,
    model ? `${model.file}:${model.line}` : file,
    state.kind === 'ended' && state.message,
    marks.note && `Note: ${marks.note}`,
  ];
  return said.filter((fact) => typeof fact === 'string' && fact !== '') as string[];
}

/** `best val_acc 0.5 · line 9: sigmoid to relu · Learns nothing`. */
function endParts({ verdict, outcome }: EndedState, best: BestValue | null, changes: string | null) {
  const word = verdict && verdict.kind !== 'undecided' && verdictWord(verdict);
  const value = best && bestText(best);
  const ending = outcome !== 'completed' || !(word || value) ? outcome.replaceAll('-', ' ') : null;
  return [ending, value, changes, word];
}
