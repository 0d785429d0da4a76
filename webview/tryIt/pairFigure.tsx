import type { TriedPair } from '../../src/protocol/dashboard/tryItPart.js';
import { formatNumber } from '../../src/protocol/numberText.js';

const WIDTH = 200;
const HEIGHT = 64;
/** Room for the line's own thickness. */
const EDGE = 2;

interface Domain {
  readonly low: number;
  readonly high: number;
}

/** One range for all pairs, so that they can be held against each other by eye; of values far above the rest only the way there is seen. */
export function sharedDomain(pairs: readonly TriedPair[]): Domain {
  const values = pairs
    .flatMap(({ before, after }) => [...before.curve, ...after.curve])
    .filter(Number.isFinite)
    .sort((first, second) => first - second);
  const [low = 0] = values;
  const most = values[Math.floor(values.length * 0.98)] ?? 1;
  return { low, high: most > low ? most : low + 1 };
}

interface Props {
  readonly pair: TriedPair;
  readonly measure: string;
  readonly domain: Domain;
}

/** The curves of both trainings with one seed, and what they came to. */
export function PairFigure({ pair: { seed, before, after, outcome }, measure, domain }: Props) {
  const text = pairText(before, after);
  return (
    <figure class="pair">
      <figcaption>
        <span class="pair-seed">seed {seed}</span>{' '}
        <span title={`${measure} of the last epoch, as it is and with the edit`}>{text}</span>
        {outcome && <strong class={`pair-outcome outcome-${outcome}`}> {outcome}</strong>}
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Seed ${seed}: ${measure} ${text}`}
        preserveAspectRatio="none"
      >
        <polyline class="pair-before" points={pointsOf(before.curve, domain)} />
        <polyline class="pair-after" points={pointsOf(after.curve, domain)} />
      </svg>
      {[before, after].map(
        ({ reason }, index) =>
          reason && (
            <p key={index === 0 ? 'before' : 'after'} class="pair-reason">
              {index === 0 ? 'As it is' : 'With the edit'}: {reason}
            </p>
          ),
      )}
    </figure>
  );
}

/** `1.10 to 0.47`; one word where nothing is known of either yet. */
function pairText(before: TriedPair['before'], after: TriedPair['after']): string {
  const [was, is] = [stateText(before), stateText(after)];
  const isEarly = before.curve.length + after.curve.length === 0 && before.reason === null && after.reason === null;
  return isEarly ? was : `${was} to ${is}`;
}

function stateText({ state, curve }: TriedPair['before']): string {
  const last = curve.at(-1);
  if (state === 'failed') return 'failed';
  return last === undefined ? state : formatNumber(last);
}

function pointsOf(curve: Float32Array, { low, high }: Domain): string {
  const x = (index: number) => EDGE + (index / Math.max(1, curve.length - 1)) * (WIDTH - 2 * EDGE);
  const y = (value: number) => {
    const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
    return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE);
  };
  const points = Array.from(curve, (value, index) =>
    Number.isFinite(value) ? `${x(index).toFixed(1)},${y(value).toFixed(1)}` : '',
  );
  return points.filter((point) => point !== '').join(' ');
}
