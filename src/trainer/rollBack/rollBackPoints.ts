import { exploded } from '../../diagnosis/notANumber.js';
import type { BrokenNumbers } from '../../protocol/trainer.js';
import type { KeptData } from '../../tfjs/keptData.js';
import type { Tensor, Tfjs, Variable } from '../../tfjs/tfjs.js';
import type { RecordedFit } from '../tap/recordedFit.js';
import { KeptState } from './keptState.js';

/** Times its first loss, from which on a fit is not well: what it has learned then is nothing to go back to. */
const UNWELL = 10;
/** Share of the time that keeping a state in passing may take, as one part in so many. */
const SHARE = 100;
/** Share of the training so far after which another state is kept, and milliseconds that it never waits longer. */
const SHARE_OF_PAST = 0.1;
const LONGEST_WAIT = 10_000;
/** Milliseconds that keeping a state is taken to cost where a session holds it: for each variable, and for each byte. */
const COST_OF_VARIABLE = 0.06;
const COST_OF_BYTE = 1e-6;
/** Bytes of variables beyond which none are kept in passing: they would need as much memory again. */
const MOST_BYTES = 512 * 1024 * 1024;

/** A state, and how many batches each fit under way had trained by then. */
interface Point {
  readonly state: KeptState;
  readonly batches: ReadonlyMap<RecordedFit, number>;
}

/** Where a fit can be taken back to. */
export interface RollBackPoint {
  readonly state: KeptState;
  /** Batches that the fit's weights have seen. */
  readonly batches: number;
}

/**
 * Keeps what training can go back to once numbers broke. An eager step keeps the state that it begins with until it has ended, at no cost:
 * a step that breaks is always eager. Where training had gone astray by then, what it began with is worth nothing; for that a state is kept
 * in passing now and then, and counts once the batch after it was well.
 */
export class RollBackPoints {
  private beforeStep: KeptState | null = null;
  private confirmed: Point | null = null;
  private candidate: Point | null = null;
  private keptAt = Number.NEGATIVE_INFINITY;
  private cost = 0;
  private startedAt = 0;
  private readonly firstLoss = new WeakMap<RecordedFit, number>();
  /** Batches of each fit that were well one after the other. */
  private readonly wellFor = new WeakMap<RecordedFit, number>();

  /** @param sessions the fits under way */
  constructor(
    private readonly tf: Tfjs,
    private readonly sessions: () => Iterable<RecordedFit>,
    private readonly data: KeptData,
  ) {}

  /** A fit begins: what it begins with is its first point. */
  begin(): void {
    if (performance.now() - this.keptAt < this.cost * SHARE) return;
    this.startedAt = performance.now();
    this.keep();
  }

  /** A fit has ended: without another one under way, what is kept is of no use to any. */
  end(): void {
    if ([...this.sessions()].length > 0) return;
    this.drop('candidate');
    this.drop('confirmed');
  }

  /** To be called after each batch. */
  batchDone(): void {
    const open = [...this.sessions()];
    // Each one is looked at, for each counts its own batches.
    const isWell = open.map((session) => this.see(session)).every(Boolean);
    if (!isWell) {
      this.drop('candidate');
      return;
    }
    if (this.candidate && open.some((session) => session.batches > (this.candidate?.batches.get(session) ?? 0))) {
      this.drop('confirmed');
      this.confirmed = this.candidate;
      this.candidate = null;
    }
    const now = performance.now();
    const wait = Math.max(this.cost * SHARE, Math.min((now - this.startedAt) * SHARE_OF_PAST, LONGEST_WAIT));
    if (now - this.keptAt >= wait) this.keep();
  }

  /** A step's operations are about to be executed. */
  stepBegins(): void {
    this.stepEnds();
    if (this.data.isPossible) this.beforeStep = KeptState.now(this.tf, this.data);
  }

  stepEnds(): void {
    this.beforeStep?.release();
    this.beforeStep = null;
  }

  /**
   * What a fit whose last batch broke can go back to: the weights of the batch before, unless they were no good already. Its state is
   * the caller's to release.
   * @param first what broke
   * @param valuesBefore what a step that was computed elsewhere began with
   */
  pointFor(
    session: RecordedFit,
    first: BrokenNumbers['first'],
    valuesBefore: () => ReadonlyMap<Variable, Tensor>,
  ): RollBackPoint | null {
    if (!this.data.isPossible) return null;
    const before = session.batches - 1;
    const { confirmed } = this;
    // A step may train several fits: each asks.
    const beforeStep = this.beforeStep?.again() ?? this.stateOf(valuesBefore());
    const wasWell = (this.wellFor.get(session) ?? 0) >= before && first !== 'outputs';
    if (wasWell && this.isGood(beforeStep, session)) return { state: beforeStep, batches: before };
    beforeStep.release();
    const batches = confirmed?.batches.get(session);
    return confirmed && batches !== undefined && confirmed.state.isFinite()
      ? { state: confirmed.state.again(), batches }
      : null;
  }

  /** Training goes on from there: its batches were well up to now, so to speak. */
  restored(session: RecordedFit): void {
    this.wellFor.set(session, session.batches);
  }

  private stateOf(values: ReadonlyMap<Variable, Tensor>): KeptState {
    const state = KeptState.now(this.tf, this.data, values);
    this.tf.dispose([...values.values()]);
    return state;
  }

  /** @returns whether its last batch was well */
  private see(session: RecordedFit): boolean {
    const { latest, batches } = session;
    if (!latest) return true;
    const { loss, lossKnown } = latest;
    const first = this.firstLoss.get(session) ?? loss;
    if (batches === 1) this.firstLoss.set(session, loss);
    const isWell = !lossKnown || (Number.isFinite(loss) && (first === 0 || Math.abs(loss) <= UNWELL * Math.abs(first)));
    if (isWell) this.wellFor.set(session, batches);
    return isWell;
  }

  private isGood(state: KeptState, session: RecordedFit): boolean {
    return state.isFinite() && session.variables.every((variable) => !exploded(state.largestOf(variable)));
  }

  private keep(): void {
    if (!this.data.isPossible) return;
    this.keptAt = performance.now();
    const state = KeptState.now(this.tf, this.data);
    const { count, bytes } = state;
    this.cost = count * COST_OF_VARIABLE + bytes * COST_OF_BYTE;
    this.drop('candidate');
    if (bytes > MOST_BYTES) state.release();
    else
      this.candidate = { state, batches: new Map([...this.sessions()].map((session) => [session, session.batches])) };
  }

  private drop(which: 'candidate' | 'confirmed'): void {
    this[which]?.state.release();
    this[which] = null;
  }
}
