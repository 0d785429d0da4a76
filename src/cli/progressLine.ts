import type { EpochRecord } from '../protocol/fit.js';
import { formatNumber, formatRate } from '../protocol/numberText.js';
import { stepModeText } from '../runs/live/stepModeText.js';
import type { Fit } from '../runs/types.js';
import { clock, counted } from './ownWords.js';

/** Characters of the bar between its brackets; narrower than the first it is left out. */
const BAR_WIDTHS = { least: 5, most: 20 };

const GAP = '  ';

/** `epoch 3/20 batch 5/10  [===     ]  loss 0.231  acc 0.91  412 steps/s  0:12 left`; the bar gives way, then the end is cut. */
export function progressLine(fit: Fit, phase: string | null, width: number): string {
  const { summary, latest, batchesPerSecond, timeLeft } = fit;
  const values: string[] = [];
  if (latest) {
    values.push(`loss ${formatNumber(latest.loss)}`);
    summary.metrics.forEach((metric, index) => {
      values.push(`${metric} ${formatNumber(latest.metrics[index] ?? Number.NaN)}`);
    });
  }
  if (phase !== null) values.push(phase);
  else {
    if (batchesPerSecond !== null) values.push(stepsPerSecond(batchesPerSecond));
    if (timeLeft !== null) values.push(`${clock(timeLeft)} left`);
  }
  const room = Math.max(width - 1, 0);
  const without = [position(fit), ...values].join(GAP);
  const shown = bar(fractionDone(fit), room - without.length - GAP.length);
  return (shown === null ? without : [position(fit), shown, ...values].join(GAP)).slice(0, room);
}

/** `xor: epoch 3/20  loss 0.231  acc 0.91  val_loss 0.4`: a line that stays. */
export function epochLine({ summary }: Fit, { epoch, logs }: EpochRecord): string {
  const values = Object.entries(logs).map(([name, value]) => `${name} ${formatNumber(value)}`);
  return [`${summary.name}: epoch ${epoch + 1}${of(summary.epochs)}`, ...values].join('  ');
}

/** `xor: fit 1 completed, 20 epochs, 300 batches, 2.1 s, 143 steps/s, compiled`. */
export function fitEndLine(fit: Fit): string {
  const { summary, end, stepMode } = fit;
  if (!end) return `${summary.name}: fit ${summary.fit}`;
  return [
    `${summary.name}: fit ${summary.fit} ${end.outcome}`,
    counted(end.epochs, 'epoch'),
    counted(end.batches, 'batch').replace(/batchs$/, 'batches'),
    `${end.seconds.toFixed(1)} s`,
    ...(end.batches > 0 && end.seconds > 0 ? [stepsPerSecond(end.batches / end.seconds)] : []),
    ...(stepMode ? [stepModeText(stepMode)] : []),
  ].join(', ');
}

const stepsPerSecond = (pace: number): string => `${formatRate(pace)} steps/s`;

function position({ summary, latest, epochs }: Fit): string {
  const epoch = Math.max(latest?.epoch ?? 0, epochs.at(-1)?.epoch ?? 0) + 1;
  const batch = latest ? batchInEpoch(latest.step, summary.batchesPerEpoch) : '';
  return `epoch ${epoch}${of(summary.epochs)}${batch}`;
}

function batchInEpoch(step: number, batchesPerEpoch: number | null): string {
  return batchesPerEpoch === null ? ` batch ${step + 1}` : ` batch ${(step % batchesPerEpoch) + 1}/${batchesPerEpoch}`;
}

function fractionDone({ summary, latest, epochs }: Fit): number | null {
  const perEpoch = summary.batchesPerEpoch ?? epochs[0]?.step ?? null;
  if (perEpoch === null || summary.epochs === null || !latest) return null;
  return Math.min(1, (latest.step + 1) / (perEpoch * (summary.epochs - summary.initialEpoch)));
}

function bar(done: number | null, room: number): string | null {
  const width = Math.min(room - '[]'.length, BAR_WIDTHS.most);
  if (done === null || width < BAR_WIDTHS.least) return null;
  const full = Math.round(done * width);
  return `[${'='.repeat(full)}${' '.repeat(width - full)}]`;
}

const of = (total: number | null): string => (total === null ? '' : `/${total}`);
