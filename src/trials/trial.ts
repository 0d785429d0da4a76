import { availableParallelism } from 'node:os';
import type { EditedTexts } from '../diagnosis/pairs/changedTerms.js';
import { comparisonOf, type Measure } from '../diagnosis/pairs/measure.js';
import type { Pair, PairedRun } from '../diagnosis/pairs/pairedRun.js';
import { type PairsVerdict, pairsVerdict } from '../diagnosis/pairs/pairsVerdict.js';
import { messageOf } from '../errors/errorText.js';
import type { Disposable } from '../lifecycle/disposables.js';
import { Emitter } from '../lifecycle/emitter.js';
import type { RunRequest } from '../protocol/runRequest.js';
import type { SourceModel } from '../protocol/source.js';
import { ended } from '../runs/ended.js';
import { isOnRandomData } from '../runs/judgement.js';
import type { Runs } from '../runs/types.js';
import { pairedRun } from './pairedRun.js';

/** A model as it is, or as an edit makes it, and how it is run. */
export interface TrialSide {
  readonly request: RunRequest;
  readonly model: Pick<SourceModel, 'span'>;
}

/** What is tried. */
export interface TrialPlan {
  readonly before: TrialSide;
  readonly after: TrialSide;
  /** Of the edited file. */
  readonly texts: EditedTexts;
  readonly seeds: readonly number[];
}

export type Side = 'before' | 'after';

/** One training of a trial. */
export interface TrialRun {
  readonly seed: number;
  readonly side: Side;
  readonly state: 'waiting' | 'training' | 'ended';
  /** As far as it has come. */
  readonly figures: PairedRun;
}

/**
 * Trains a model as it is and as an edit would make it, with the same seeds, as many at once as there are cores. Runs that are over are deleted: what
 * they came to stays. Disposing of it ends all processes.
 */
export class Trial implements Disposable {
  readonly runs: readonly TrialRun[];
  /** Resolves when all is over and no process is left. Never rejects. */
  readonly finished: Promise<PairsVerdict>;
  private readonly tries: readonly Try[];
  private readonly changes = new Emitter<void>();
  private isStopped = false;
  private isRandom = false;
  private currentVerdict: PairsVerdict | null = null;

  /** @param host made for this trial alone: it is closed at the end */
  constructor(
    private readonly plan: TrialPlan,
    private readonly host: Pick<Runs, 'start' | 'delete' | 'deleteAll' | 'close'>,
    atOnce = availableParallelism(),
  ) {
    this.tries = plan.seeds.flatMap((seed) => (['before', 'after'] as const).map((side) => new Try(seed, side)));
    this.runs = this.tries;
    this.finished = this.train(atOnce);
  }

  get onDidChange() {
    return this.changes.event;
  }

  /** Null until all is over. */
  get verdict(): PairsVerdict | null {
    return this.currentVerdict;
  }

  /** What is compared, as far as the first two trainings tell; null before, and where nothing can be. */
  get measure(): Measure | null {
    if (this.currentVerdict) return this.currentVerdict.measure;
    const [before, after] = (['before', 'after'] as const).map((side) =>
      this.tries.find((each) => each.side === side && each.figures.logs.length > 0),
    );
    if (!before || !after) return null;
    return comparisonOf([{ before: before.figures, after: after.figures }], this.plan.texts).measure;
  }

  /** Pairs of which both have ended, by seed. */
  get pairs(): Pair[] {
    return this.plan.seeds.flatMap((seed) => {
      const [before, after] = (['before', 'after'] as const).map((side) =>
        this.tries.find((each) => each.seed === seed && each.side === side && each.state === 'ended'),
      );
      return before && after ? [{ seed, before: before.figures, after: after.figures }] : [];
    });
  }

  /** Ends all of them; what pairs there are make the verdict. */
  stop(): void {
    if (this.isStopped) return;
    this.isStopped = true;
    void this.host.close();
  }

  dispose(): void {
    this.stop();
    this.changes.dispose();
  }

  private async train(atOnce: number): Promise<PairsVerdict> {
    const waiting = [...this.tries];
    const work = async () => {
      for (let next = waiting.shift(); next && !this.isOver; next = waiting.shift()) await this.trainOne(next);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    await this.host.deleteAll();
    await this.host.close();
    const { texts, seeds } = this.plan;
    const verdict = pairsVerdict(this.pairs, texts, this.cannotRun ? this.pairs.length : seeds.length);
    this.currentVerdict = this.isRandom ? { ...verdict, text: `${verdict.text}, on random numbers` } : verdict;
    this.changes.fire();
    return this.currentVerdict;
  }

  private get isOver(): boolean {
    return this.isStopped || this.cannotRun;
  }

  /** What fails with one seed, with the edit and without it, before it trains, does so with every other. */
  private get cannotRun(): boolean {
    return this.pairs.some(({ before, after }) =>
      [before, after].every(({ logs, failure }) => logs.length === 0 && failure !== null),
    );
  }

  private async trainOne(one: Try): Promise<void> {
    const { request, model } = this.plan[one.side];
    try {
      const run = await this.host.start({ ...request, seed: one.seed });
      await ended(run, () => {
        one.follow(pairedRun(run, model));
        this.changes.fire();
      });
      if (this.isStopped) return;
      this.isRandom ||= isOnRandomData(run);
      one.end(pairedRun(run, model));
      this.changes.fire();
      await this.host.delete(run.id);
    } catch (error) {
      if (this.isStopped) return;
      one.end({ ...one.figures, failure: messageOf(error) });
      this.changes.fire();
    }
  }
}

/** A training of a trial as it comes along. */
class Try implements TrialRun {
  state: TrialRun['state'] = 'waiting';
  figures: PairedRun = { summary: null, logs: [], targetSpread: null, hasRival: false, failure: null };

  constructor(
    readonly seed: number,
    readonly side: Side,
  ) {}

  follow(figures: PairedRun): void {
    this.state = 'training';
    this.figures = figures;
  }

  end(figures: PairedRun): void {
    this.state = 'ended';
    this.figures = figures;
  }
}
