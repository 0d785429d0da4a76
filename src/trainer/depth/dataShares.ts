import { OVER_FITTED } from '../../diagnosis/overFitThresholds.js';
import type { DataAnswer, DepthAnswer, ShareNet } from '../../protocol/depth/answers.js';
import type { DepthQuestion } from '../../protocol/depth/question.js';
import type { DepthSubject } from './depthSubject.js';
import { FEWEST_SAMPLES, type LessonSamples, samplesOf } from './lessonSamples.js';
import { figure } from './norms.js';
import { SharedNets, type SharedSamples } from './sharedNets.js';
import { sharesOf } from './shares.js';
import { BATCH } from './smallNets.js';
import { LAST_MEASURED, turnOf } from './turn.js';

/** Milliseconds that all nets together are to take; after which no more is trained; and between two answers. */
const BUDGET = 20_000;
const LATEST = 38_000;
const TELL = 500;
/** Steps between two measurements, and measurements at least. */
const EVERY = 5;
const FEWEST_ROUNDS = 12;

type Question = Extract<DepthQuestion, { lesson: 'data' }>;

/** Trains nets of the model's own middle layers on shares of its samples, each held against the same others: which of them learn by heart, and from when on. */
export function dataShares(subject: DepthSubject, question: Question, tell: (answer: DepthAnswer) => void): void {
  const end = performance.now() + LATEST;
  const found = samplesOf(subject);
  if (!found) {
    const reason = `This net trains on fewer than ${FEWEST_SAMPLES} samples that differ, and no built-in data fit it. Shares of so few would show luck.`;
    tell({ lesson: 'none', reason });
    return;
  }
  const { ground, parts, standIn, isNoise } = found;
  const { depths } = question;
  const shares = sharesOf(parts.training.length, question.shares);
  const samples = sharedSamples(subject, found, shares);
  const guess = subject.lossOfGuessing(samples.validation.targets);
  const begun = depths.map((depth) => () => new SharedNets(subject, samples, depth));
  const rounds = roundsFor(begun, Math.ceil(question.steps / EVERY));
  const told: ShareNet[] = [];
  const answer = (training: readonly ShareNet[], isDone: boolean): DataAnswer => ({
    lesson: 'data',
    standIn,
    isNoise,
    classes: parts.classes,
    validation: parts.validation.length,
    shares,
    batch: BATCH,
    depths,
    width: ground.width,
    activation: ground.activation,
    guess: figure(guess),
    margin: { ...OVER_FITTED, last: LAST_MEASURED },
    steps: rounds * EVERY,
    every: EVERY,
    isDone,
    nets: [...told, ...training],
  });
  tell(answer([], false));
  for (const depth of endsFirst(depths.length)) {
    const nets = begun[depth]?.();
    if (!nets || performance.now() > end) break;
    told.push(
      ...trained(nets, { depth, rounds, guess, end }, (training) => {
        tell(answer(training, false));
      }),
    );
    nets.dispose();
  }
  tell(answer([], true));
}

function sharedSamples(
  { tf }: DepthSubject,
  { ground, parts }: LessonSamples,
  shares: readonly { readonly samples: number }[],
): SharedSamples {
  const at = (rows: readonly number[]) => {
    const indices = tf.tensor1d([...rows], 'int32');
    return { inputs: tf.gather(ground.inputs, indices), targets: tf.gather(ground.targets, indices) };
  };
  return {
    ground,
    training: at(parts.training),
    validation: at(parts.validation),
    shares: shares.map((share) => share.samples),
  };
}

interface Course {
  /** Index of the depth. */
  readonly depth: number;
  readonly rounds: number;
  readonly guess: number;
  readonly end: number;
}

/** Trains the nets of one depth, and tells now and then how far they are. */
function trained(
  nets: SharedNets,
  { depth, rounds, guess, end }: Course,
  tell: (training: readonly ShareNet[]) => void,
): ShareNet[] {
  const curves = nets.measure().map(({ training, validation }) => ({ training: [training], validation: [validation] }));
  const far = () =>
    curves.map(({ training, validation }, share) => ({
      share,
      depth,
      training: Float32Array.from(training),
      validation: Float32Array.from(validation),
      ...turnOf(training, validation, guess),
    }));
  let told = performance.now();
  for (let round = 0; round < rounds && performance.now() < end; round++) {
    for (let step = 0; step < EVERY; step++) nets.step();
    for (const [share, { training, validation }] of nets.measure().entries()) {
      curves[share]?.training.push(training);
      curves[share]?.validation.push(validation);
    }
    if (performance.now() - told < TELL) continue;
    tell(far());
    told = performance.now();
  }
  return far();
}

/** The shallowest and the deepest net first: what the lesson comes to is between them, and so is seen early. */
const endsFirst = (count: number): number[] => [
  ...new Set([0, count - 1, ...Array.from({ length: count }, (_, at) => at)]),
];

/** How many rounds each net can be trained for in time: the same for all, so that only depth and data differ. */
function roundsFor(begun: readonly (() => SharedNets)[], most: number): number {
  let together = 0;
  for (const begin of begun) {
    const nets = begin();
    const round = () => {
      for (let step = 0; step < EVERY; step++) nets.step();
      nets.measure();
    };
    round();
    const start = performance.now();
    round();
    together += performance.now() - start;
    nets.dispose();
  }
  return Math.max(FEWEST_ROUNDS, Math.min(most, Math.floor(BUDGET / together)));
}
