import { askText } from '../../platform/messages.js';
import { formatCount } from '../../protocol/numberText.js';
import type { Fit, Run } from '../../runs/types.js';
import type { Command, CommandDeps } from '../deps.js';
import { onRun } from '../liveRun.js';

const NOTHING = 'No run with batches to look back on is loaded. Run a model first.';

/** Moves what views show of a run by some batches; past the last one it is live again. */
export const showBatchBy = (deps: CommandDeps, batches: number): Command =>
  onShown(deps, (run, fit, step) => {
    move(deps, run, fit, step + batches);
  });

/** Asks for a batch, and shows the run as it stood after it. */
export const goToBatch = (deps: CommandDeps): Command =>
  onShown(deps, async (run, fit, step) => {
    const last = fit.series.length;
    const answer = await askText(
      { title: `Go to Batch of ${fit.summary.name}`, prompt: `1 to ${formatCount(last)}`, value: String(step + 1) },
      (text) => (batchIn(text, last) === null ? `A whole number from 1 to ${formatCount(last)}` : null),
    );
    const batch = batchIn(answer ?? '', last);
    if (batch !== null) move(deps, run, fit, batch - 1);
  });

/** Shows the last batch again, and what comes. */
export const showLive = (deps: CommandDeps): Command => onShown(deps, (run) => deps.state.positions.move(run, null));

function onShown(deps: CommandDeps, act: (run: Run, fit: Fit, step: number) => unknown): Command {
  return onRun(
    deps,
    (run) => fitOf(deps, run) !== null,
    NOTHING,
    (run) => {
      const fit = fitOf(deps, run);
      const position = deps.state.positions.of(run);
      return fit && act(run, fit, position?.step ?? fit.series.length - 1);
    },
  );
}

/** The fit that is looked at, else the last one that has batches. */
function fitOf({ state }: CommandDeps, run: Run): Fit | null {
  const position = state.positions.of(run);
  const withBatches = run.fits.filter(({ series }) => series.length > 0);
  return withBatches.find(({ summary }) => summary.fit === position?.fit) ?? withBatches.at(-1) ?? null;
}

function move({ state }: CommandDeps, run: Run, { summary, series }: Fit, step: number): void {
  const isLive = step >= series.length - 1;
  state.positions.move(run, isLive ? null : { fit: summary.fit, step: Math.max(0, step) });
}

/** A batch as it is typed, or as it is shown: `1,200`. */
function batchIn(text: string, last: number): number | null {
  const digits = text.trim().replaceAll(',', '');
  const batch = /^\d+$/.test(digits) ? Number(digits) : 0;
  return batch >= 1 && batch <= last ? batch : null;
}
