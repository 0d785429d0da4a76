import type { DataAnswer, ShareNet } from '../../src/protocol/depth/answers.js';
import { formatNumber } from '../../src/protocol/numberText.js';
import { numberText } from '../format/units.js';
import { epochAt, layersText, netTitle, shareText, turnText } from './dataNets.js';
import { Measured } from './measured.js';

const WIDTH = 200;
const HEIGHT = 100;
/** Times what guessing gives, up to which a loss is drawn. */
export const HIGHEST = 1.6;
/** Times the height of the plot: a line that leaves it is drawn on to there, where nobody sees it. */
const FAR = 100;

interface CurvesProps {
  readonly answer: DataAnswer;
  readonly net: ShareNet;
}

/** The training loss and, dashed, the validation loss of a net, with guessing and the turn. The text beside it says the same. */
export function Curves({ answer, net }: CurvesProps) {
  const { guess, steps, every } = answer;
  const { training, validation, best, hasTurned } = net;
  const high = (guess ?? 0) * HIGHEST || Math.max(...training.filter(Number.isFinite), 1e-9);
  const x = (at: number) => (((at * every) / Math.max(1, steps)) * WIDTH).toFixed(1);
  const y = (loss: number) => (HEIGHT - 1 - Math.min(FAR, loss / high) * (HEIGHT - 2)).toFixed(1);
  const points = (losses: Float32Array) =>
    Array.from(losses, (loss, at) => (Number.isFinite(loss) ? `${x(at)},${y(loss)}` : '')).join(' ');
  return (
    <svg class="depth-curves" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {guess !== null && <line class="depth-guess" x1="0" x2={WIDTH} y1={y(guess)} y2={y(guess)} />}
      {hasTurned && best !== null && <line class="depth-turn" x1={x(best)} x2={x(best)} y1="0" y2={HEIGHT} />}
      <polyline class="depth-loss" points={points(training)} />
      <polyline class="depth-held" points={points(validation)} />
    </svg>
  );
}

/** The curves of a net with what they come to, in words. */
export function NetCurves({ answer, net }: CurvesProps) {
  const { training, validation, best, hasTurned, share, depth } = net;
  const last = validation.length - 1;
  const lowest = best === null ? null : (validation[best] ?? null);
  return (
    <figure class="depth-picked">
      <figcaption>
        <strong>{layersText(answer, depth)}</strong>, {shareText(answer, share)}
      </figcaption>
      <div
        role="img"
        aria-label={`Loss over ${epochAt(answer, net, last)} epochs: training ${formatNumber(training[0] ?? Number.NaN)} to ${formatNumber(training[last] ?? Number.NaN)}; validation ${formatNumber(validation[0] ?? Number.NaN)} to ${formatNumber(validation[last] ?? Number.NaN)}, lowest ${numberText(lowest)}`}
      >
        <Curves answer={answer} net={net} />
      </div>
      <div class="depth-axis muted" aria-hidden="true">
        <span>0</span>
        <span>epoch {epochAt(answer, net, last)}</span>
      </div>
      <p>
        Validation {hasTurned ? <strong>turns {turnText(answer, net)}</strong> : 'does not turn'}: lowest{' '}
        <Measured text={numberText(lowest)} title={netTitle(answer, net)} />, at the end{' '}
        <Measured
          text={numberText(validation[last] ?? null)}
          title={`Validation loss after the last of ${answer.steps} steps, the mean over ${answer.validation} samples`}
        />
        ; training{' '}
        <Measured
          text={numberText(training[last] ?? null)}
          title={`Loss after the last step on ${Math.min(answer.validation, answer.shares[share]?.samples ?? 0)} of the samples that this net is trained on`}
        />
        .
      </p>
    </figure>
  );
}
