import { scaleSchedule } from '../../keras/optimizers/kerasOptimizer.js';
import type { RollBack, TrainerOptions, TrainerProblem } from '../../protocol/trainer.js';
import { optimizerFields } from '../../tfjs/optimizerFields.js';
import { dropSlots } from '../../tfjs/slots.js';
import type { Optimizer } from '../../tfjs/tfjs.js';
import type { Link } from '../link/link.js';
import { CLIP_NORM, type GradientClipping } from '../tap/gradientClipping.js';
import type { RecordedFit } from '../tap/recordedFit.js';
import type { RollBackPoint, RollBackPoints } from './rollBackPoints.js';

/** What the learning rate is multiplied by when training goes on from kept weights. */
const LOWERED = 0.1;

/** A fit whose last batch broke. */
interface Broken {
  readonly session: RecordedFit;
  readonly problem: TrainerProblem;
  readonly point: RollBackPoint | null;
}

export interface BrokenHoldContext {
  readonly link: Link;
  readonly onNotANumber: TrainerOptions['onNotANumber'];
  /** Null where training is not held. */
  readonly points: RollBackPoints | null;
  readonly clipping: GradientClipping;
  optimizerOf(session: RecordedFit): Optimizer | null;
  /** Compiled steps are others from now on. */
  startAgain(): void;
  /** The next time that numbers of this fit break is news. */
  forget(session: RecordedFit): void;
  /** Ends the process as failed. */
  fail(problem: TrainerProblem): never;
}

/** What follows from numbers that broke, between that batch and the next: a person decides, the run ends, or it goes on. */
export class BrokenHold {
  /** One step may train several fits. */
  private broken: Broken[] = [];

  constructor(private readonly context: BrokenHoldContext) {}

  /** A batch broke. */
  note(session: RecordedFit, problem: TrainerProblem, point: RollBackPoint | null): void {
    if (this.context.onNotANumber === 'continue') return;
    this.broken.push({ session, problem, point });
  }

  /** The program has an end of its own for it. */
  forgo(): void {
    for (const { point } of this.broken) point?.state.release();
    this.broken = [];
  }

  /** Asks for a pause where numbers broke, and ends the run where nobody could end the pause. @returns whether it did */
  ask(): boolean {
    const { context } = this;
    const [first] = this.broken;
    if (!first || context.link.control.stopRequested) return false;
    if (context.onNotANumber === 'end') context.fail(endOf(first));
    context.link.control.pause();
    return true;
  }

  /** A person has decided. */
  goOn(): void {
    const { control } = this.context.link;
    const how = control.takeRollBack();
    const furthest = furthestBack(this.broken);
    if (furthest && how && !control.stopRequested) this.rollBack(...furthest, how);
    this.forgo();
  }

  /** A state has the variables of all models: those that one step has trained go back together. */
  private rollBack(session: RecordedFit, point: RollBackPoint, how: RollBack): void {
    const { link, clipping, points } = this.context;
    const optimizer = this.context.optimizerOf(session);
    point.state.restore();
    let now = 'the optimizer is unchanged';
    if (optimizer) {
      dropSlots(optimizer, (variable) => point.state.has(variable));
      now = how === 'clipping' ? `gradients are clipped to a global norm of ${CLIP_NORM}` : lowerRate(optimizer);
      if (how === 'clipping') clipping.start(optimizer);
    }
    for (const { session: each } of this.broken) {
      points?.restored(each);
      this.context.forget(each);
    }
    this.context.startAgain();
    link.problemAtCall({
      kind: 'rolled-back',
      severity: 'warning',
      message: `Rolled back after batch ${session.batches} to the weights of ${batchText(point.batches)}, with the state of the optimizer; from here on ${now}.`,
      location: session.summary.location,
      stack: null,
    });
  }
}

/** Where a fit had gone astray before the step, what the step began with is worth nothing to the others either. */
function furthestBack(broken: readonly Broken[]): [RecordedFit, RollBackPoint] | null {
  const back = broken.flatMap(({ session, point }) => (point ? [[session, point] as const] : []));
  const [furthest] = back.toSorted(([a, from], [b, to]) => b.batches - to.batches - (a.batches - from.batches));
  return furthest ? [...furthest] : null;
}

/** @returns what it is now, in words */
function lowerRate(optimizer: Optimizer): string {
  const fields = optimizerFields(optimizer);
  const before: number | undefined = fields.learningRate;
  if (typeof before !== 'number') return 'the learning rate is unchanged, because this optimizer has none to set';
  const rate = before * LOWERED;
  if (fields.setLearningRate) fields.setLearningRate(rate);
  else fields.learningRate = rate;
  scaleSchedule(optimizer, LOWERED);
  const [from, to] = [before, rate].map((value) => Number(value.toPrecision(3)));
  return `the learning rate is ${to} (it was ${from})`;
}

const batchText = (batches: number): string => (batches === 0 ? 'the start' : `batch ${batches}`);

function endOf({ session, problem }: Broken): TrainerProblem {
  const what = problem.broke?.isInfinite ? 'infinity' : 'NaN';
  return {
    kind: 'not-a-number',
    severity: 'error',
    message: `Training ended at batch ${session.batches}, because numbers turned to ${what} there. All records are kept. To train on regardless, use --on-nan continue.`,
    location: problem.location,
    stack: null,
  };
}
