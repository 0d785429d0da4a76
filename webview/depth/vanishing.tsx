import { useState } from 'preact/hooks';
import type { VanishingAnswer, VanishingNet } from '../../src/protocol/depth/answers.js';
import { vanishingAt } from '../../src/protocol/depth/question.js';
import { formatCounted, formatNumber } from '../../src/protocol/numberText.js';
import { Icon } from '../components/icon.js';
import { numberText } from '../format/units.js';
import { send } from '../host.js';
import { Measured } from './measured.js';

const WIDTH = 200;
const HEIGHT = 56;
const DEPTHS = { least: 2, most: 50 } as const;

const nameOf = ({ activation, isNormalized }: VanishingNet): string =>
  isNormalized ? `normalized ${activation}` : activation;

/** Whether no gradient reached even its last layer before the first step. */
const isDead = ({ last }: VanishingNet): boolean => last === 0;

/** What the lesson comes to, in a sentence or two. */
export function vanishingConclusion({ nets, depth, steps, isDone }: VanishingAnswer): string {
  const names = (of: readonly VanishingNet[]) => of.map(nameOf).join(', ');
  const predicted = nets.filter(({ isPredicted }) => isPredicted);
  const start =
    predicted.length === 0
      ? `At ${depth} layers, the first gradients vanish in none of the nets.`
      : `At ${depth} layers, the first gradients predict that these will not learn: ${names(predicted)}.`;
  const dead = nets.filter(isDead);
  const begin = dead.length === 0 ? start : `${start} Dead from the start, without any gradient: ${names(dead)}.`;
  if (!isDone) return begin;
  const learned = nets.filter(({ hasLearned }) => hasLearned);
  return `${begin} ${learned.length === 0 ? 'None has learned' : `Learned: ${names(learned)}`}, after ${formatCounted(steps, 'step')}.`;
}

/** Six nets of one depth as they train, each held against guessing; the slider makes them deeper. */
export function Vanishing({ answer }: { readonly answer: VanishingAnswer }) {
  const { depth, width, nets, guess, samples, steps } = answer;
  const starts = nets.map(({ losses }) => losses[0] ?? 0).filter(Number.isFinite);
  const high = Math.max(guess ?? 0, ...starts) * 1.3 || 1;
  return (
    <>
      <DepthSlider key={depth} depth={depth} />
      <ul class="depth-nets">
        {nets.map((net) => (
          <li key={nameOf(net)}>
            <NetFigure net={net} guess={guess} high={high} steps={steps} />
          </li>
        ))}
      </ul>
      <p class="muted">
        Loss over steps; dashed is what guessing gives,{' '}
        <Measured
          text={numberText(guess)}
          title={`The loss of always saying the mean of the targets, over ${formatCounted(samples, 'sample')}`}
        />
        . Each net has {depth} layers of {width} units, as the middle layers of this model, and is trained with Adam on
        its own data.
      </p>
    </>
  );
}

function DepthSlider({ depth }: { readonly depth: number }) {
  const [value, setValue] = useState(depth);
  return (
    <label class="depth-slider">
      <span>Depth: {formatCounted(value, 'layer')}</span>
      <input
        type="range"
        min={DEPTHS.least}
        max={DEPTHS.most}
        value={value}
        aria-valuetext={formatCounted(value, 'layer')}
        onInput={(event) => setValue(Number(event.currentTarget.value))}
        onChange={(event) =>
          send({ type: 'askDepth', question: vanishingAt(Number(event.currentTarget.value)), anew: false })
        }
      />
    </label>
  );
}

interface FigureProps {
  readonly net: VanishingNet;
  readonly guess: number | null;
  readonly high: number;
  readonly steps: number;
}

function NetFigure({ net, guess, high, steps }: FigureProps) {
  const { hasLearned, losses } = net;
  const x = (step: number) => ((step / Math.max(1, steps - 1)) * WIDTH).toFixed(1);
  const y = (loss: number) => (HEIGHT - 2 - Math.min(1, loss / high) * (HEIGHT - 4)).toFixed(1);
  const points = Array.from(losses, (loss, step) => (Number.isFinite(loss) ? `${x(step)},${y(loss)}` : '')).join(' ');
  const [was = Number.NaN, is = Number.NaN] = [losses[0], losses.at(-1)];
  return (
    <figure>
      <figcaption>
        <Icon name={hasLearned ? 'pass' : 'circle-slash'} /> <strong>{nameOf(net)}</strong>{' '}
        {hasLearned ? 'learns' : 'no better than guessing'}
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${nameOf(net)}: loss ${formatNumber(was)} to ${formatNumber(is)}`}
      >
        {guess !== null && <line class="depth-guess" x1="0" x2={WIDTH} y1={y(guess)} y2={y(guess)} />}
        <polyline class="depth-loss" points={points} />
      </svg>
      <FirstGradient net={net} />
    </figure>
  );
}

/** The first gradient by the last one; of a dead net, where none reaches even the last layer, that. */
function FirstGradient({ net }: { readonly net: VanishingNet }) {
  const { first, last, isPredicted } = net;
  const norms = `norm at the first kernel / norm at the last, before the first step = ${numberText(first)} / ${numberText(last)}`;
  if (first === null || last === null) return <p class="muted">gradients not known</p>;
  if (isDead(net)) {
    return (
      <p class="muted">
        <Measured text="no gradient" title={norms} /> at the last layer: dead
      </p>
    );
  }
  return (
    <p class="muted">
      first gradient <Measured text={`${numberText(first / last, 2)}×`} title={norms} /> the last
      {isPredicted ? ': vanishes' : ''}
    </p>
  );
}
