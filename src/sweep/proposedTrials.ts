import { HumanError } from '../errors/humanError.js';
import type { SweepState, SweepTrial } from '../protocol/sweep.js';
import { searchHistory } from './searchHistory.js';
import type { SweepHost } from './sweepHost.js';
import { isUndecided, withProposed } from './trialPlan.js';

/** Why a sweep whose search needs Optuna cannot go on. */
export const NEEDS_OPTUNA =
  'Optuna chooses what this sweep tries: go on with gradlens sweep --resume ID --ray ADDRESS.';

/** Gives trials values that the plan leaves open, one after another, so that each is chosen with those before in view. */
export class ProposedTrials {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly host: Pick<SweepHost, 'propose'>,
    private readonly state: () => SweepState,
    private readonly change: (trials: readonly SweepTrial[]) => void,
  ) {}

  /** Resolves once a trial has values. @throws {HumanError} where nobody proposes */
  decide(trial: number): Promise<void> {
    const isOpen = () => this.state().trials.some((each) => each.trial === trial && isUndecided(each));
    const own = this.last.then(async () => {
      if (!isOpen()) return;
      const values = await this.host.propose?.(searchHistory(this.state()));
      if (!values) throw new HumanError(NEEDS_OPTUNA);
      const { trials, plan } = this.state();
      this.change(withProposed(trials, trial, values, plan.seeds.length));
    });
    this.last = own.catch(() => {});
    return own;
  }
}
