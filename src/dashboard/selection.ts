import type { Fit, Run } from '../runs/types.js';

/** Which run and fit the page shows. Without a choice it follows what trains. */
export class Selection {
  private chosenRun: string | undefined;
  /** Null follows the newest fit of the run. */
  private chosenFit: number | null = null;

  /** Follows the run's newest fit where `fit` is left out. */
  choose(run: string, fit: number | null = null): void {
    this.chosenRun = run;
    this.chosenFit = fit;
  }

  chooseFit(fit: number): void {
    this.chosenFit = fit;
  }

  /** Stays with what is shown where nobody has chosen. */
  settle(run: string): void {
    this.chosenRun ??= run;
  }

  /** A run that is no more is no longer the choice. */
  forget(run: string): void {
    if (this.chosenRun === run) this.chosenRun = undefined;
  }

  /** The chosen run, else the one that trains, else the newest. */
  run(runs: readonly Run[]): Run | undefined {
    return runs.find((run) => run.id === this.chosenRun) ?? runs.find((run) => run.state.kind !== 'ended') ?? runs[0];
  }

  fit(run: Run | undefined): Fit | undefined {
    const chosen = this.chosenFit === null ? undefined : run?.fits.find((fit) => fit.summary.fit === this.chosenFit);
    return chosen ?? run?.fits.at(-1);
  }
}
