import { type BackendInfo, backendName } from '../../protocol/backend.js';
import { formatCount, formatCounted, formatNumber } from '../../protocol/numberText.js';
import { isBad } from '../../protocol/verdict.js';
import type { Fit, Run, RunState } from '../../runs/types.js';
import type { BackendChoice } from '../backendChoice.js';

const PARTS = ' · ';

/** `tfjs-node 4.22.0`, `tfjs-node-gpu 4.22.0`, or `WASM 4.22.0 (embedded)`. */
export function backendLabel(backend: Pick<BackendInfo, 'kind' | 'package' | 'version'>): string {
  const { kind, version } = backend;
  return kind === 'wasm' ? `WASM ${version} (embedded)` : `${backendName(backend)} ${version}`;
}

/**
 * One short line on how a run stands, for a code lens or the status bar: `epoch 3/20 · loss 0.231 · acc 0.91`.
 * @param fit the fit that it is about; null where none has started
 */
export function runStatus(run: Pick<Run, 'state' | 'judgement'>, fit: Fit | null): string {
  const { state } = run;
  switch (state.kind) {
    case 'starting':
      return 'starting…';
    case 'stopping':
      return state.seen ? 'stopping: your code is finishing…' : 'stopping…';
    case 'ended':
      return [...predictions(run, state), ended(state, fit)].join(PARTS);
    case 'active':
      switch (state.phase) {
        case 'loading':
          return 'loading your code…';
        case 'training':
          return fit ? training(run, fit) : 'training…';
        case 'paused':
          return fit ? `paused${PARTS}${progress(fit)}` : 'paused';
        case 'broken':
          return ['waits for you', ...(run.judgement ? [run.judgement.verdict.text] : [])].join(PARTS);
        case 'between-fits':
          return fit ? `${trained(fit)}${PARTS}your code is still running` : 'running your code…';
        case 'held-open':
          return 'waiting: your code keeps the process open';
      }
  }
}

/** What the first batches of a run showed that was too short to be judged: `predicted: vanishing gradient`. */
function predictions(
  { judgement }: Pick<Run, 'judgement'>,
  { verdict }: Extract<RunState, { kind: 'ended' }>,
): string[] {
  if (verdict?.kind !== 'undecided') return [];
  const rules = new Set(judgement?.fits.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
  return [...rules].slice(0, 1).map((rule) => `predicted: ${rule.replaceAll('-', ' ')}`);
}

/** A fit that goes wrong says so first: where it is matters less. */
function training({ judgement }: Pick<Run, 'judgement'>, fit: Fit): string {
  const verdict = judgement?.fits.find((each) => each.fit === fit)?.verdict;
  return verdict && isBad(verdict) ? [verdict.text, position(fit)].join(PARTS) : progress(fit);
}

function progress(fit: Fit): string {
  const { latest, summary } = fit;
  if (!latest) return 'first batch…';
  const metrics = summary.metrics.map(
    (name, index) => `${name} ${formatNumber(latest.metrics[index] ?? Number.NaN, 2)}`,
  );
  return [position(fit), `loss ${formatNumber(latest.loss)}`, ...metrics.slice(0, 1)].join(PARTS);
}

function position({ summary, latest }: Fit): string {
  if (summary.kind === 'steps' || !latest) return `step ${formatCount((latest?.step ?? -1) + 1)}`;
  return summary.epochs === null ? `epoch ${latest.epoch + 1}` : `epoch ${latest.epoch + 1}/${summary.epochs}`;
}

function ended({ outcome, verdict }: Extract<RunState, { kind: 'ended' }>, fit: Fit | null): string {
  const isJudged = verdict !== null && verdict.kind !== 'undecided';
  const so = fit?.latest ? trained(fit, !isJudged) : null;
  const judged = isJudged && outcome !== 'failed' ? [verdict.text] : [];
  switch (outcome) {
    case 'completed':
      return [...judged, so ? `ran ${so}` : 'ended'].join(PARTS);
    case 'nothing-trained':
      return 'ended without training';
    case 'newer-format':
      return 'recorded by a newer GradLens';
    case 'stopped':
    case 'failed':
    case 'killed':
    case 'interrupted':
      return [...judged, so ? `${outcome} after ${so}` : outcome].join(PARTS);
  }
}

/** `20 epochs · loss 0.04`: what a fit has done, by the logs of its last epoch or, where there is none, its last batch. */
function trained({ summary, epochs, latest }: Fit, withLoss = true): string {
  const done = epochs.length;
  const steps = (latest?.step ?? -1) + 1;
  const ran = done > 0 ? formatCounted(done, 'epoch') : formatCounted(steps, 'batch', 'batches');
  const amount = summary.kind === 'steps' ? formatCounted(steps, 'step') : ran;
  const loss = epochs.at(-1)?.logs.loss ?? latest?.loss;
  return loss === undefined || !withLoss ? amount : `${amount}${PARTS}loss ${formatNumber(loss)}`;
}

/** What a lens and the status bar say while nothing has run: what a run would train on. */
export function idleStatus(choice: ReturnType<BackendChoice['peek']>): string {
  switch (choice.kind) {
    case 'checking':
      return 'checking for tfjs-node…';
    case 'untrusted':
      return 'workspace not trusted';
    case 'chosen':
      return backendLabel(choice.backend);
    case 'none':
      return 'no tfjs-node';
  }
}
