import { VANISHED } from '../../diagnosis/gradientThresholds.js';
import type { VanishingAnswer, VanishingNet } from '../../protocol/depth/answers.js';
import type { DepthQuestion } from '../../protocol/depth/question.js';
import type { DepthSubject } from './depthSubject.js';
import { figure } from './norms.js';
import { groundOf, type NetShape, SmallNet } from './smallNets.js';

/** Milliseconds of training at one depth, and between two answers. */
const BUDGET = 30_000;
const TELL = 500;
/** A net that has come below this share of what guessing gives has learned something. */
const LEARNED = 0.9;
/** Losses at the end whose mean counts. */
const LAST = 10;

type Tell = (answer: VanishingAnswer) => void;

/** Trains nets of the model's own middle layers, each with one activation, with batch normalization and without: what their first gradients foretell, and what comes. */
export function vanishing(
  subject: DepthSubject,
  { depths, steps }: Extract<DepthQuestion, { lesson: 'vanishing' }>,
  tell: Tell,
): void {
  for (const depth of depths) trainAt(subject, { depth, steps }, tell);
}

function trainAt(subject: DepthSubject, { depth, steps }: { depth: number; steps: number }, tell: Tell): void {
  const { tf, samples } = subject;
  const ground = groundOf(subject);
  const { targets, width } = ground;
  const guess = subject.lossOfGuessing(targets);
  const nets = shapesAt(depth).map((shape) => {
    const net = new SmallNet(tf, subject, ground, shape);
    const [first, last] = net.kernelNorms();
    return { shape, net, first, last, losses: [] as number[] };
  });
  const answer = (isDone: boolean): VanishingAnswer => ({
    lesson: 'vanishing',
    depth,
    width,
    samples,
    guess: figure(guess),
    steps: nets[0]?.losses.length ?? 0,
    isDone,
    nets: nets.map(({ shape: { activation, isNormalized }, first, last, losses }) => {
      const end = losses.slice(-LAST).reduce((sum, loss) => sum + loss, 0) / Math.min(LAST, losses.length);
      return {
        activation,
        isNormalized,
        first: figure(first),
        last: figure(last),
        isPredicted: first < last * VANISHED.ratio,
        hasLearned: end < guess * LEARNED,
        losses: Float32Array.from(losses),
      };
    }),
  });
  const end = performance.now() + BUDGET;
  let told = Number.NEGATIVE_INFINITY;
  for (let step = 0; step < steps && performance.now() < end; step++) {
    for (const { net, losses } of nets) losses.push(net.step());
    if (performance.now() - told < TELL) continue;
    tell(answer(false));
    told = performance.now();
  }
  tell(answer(true));
  for (const { net } of nets) net.dispose();
}

const shapesAt = (depth: number): (NetShape & Pick<VanishingNet, 'activation'>)[] =>
  [false, true].flatMap((isNormalized) =>
    (['sigmoid', 'tanh', 'relu'] as const).map((activation) => ({ depth, activation, isNormalized })),
  );
