import type { Disposable } from '../lifecycle/disposables.js';
import { backendName } from '../protocol/backend.js';
import { isNote, type TrainerProblem } from '../protocol/trainer.js';
import type { Fit, Run, RunChange } from '../runs/types.js';
import { findingLines } from './findings.js';
import { writeAsIs, writeOwn } from './ownWords.js';
import { epochLine, fitEndLine, progressLine } from './progressLine.js';
import type { Reporter, Screen } from './reporter.js';
import { StatusLine } from './statusLine.js';
import { summaryTable } from './summaryTable.js';
import { noteLine, warningLine } from './warningLine.js';

/** For people: on a terminal a progress bar, elsewhere a line at each epoch, and a table of layers at the end. */
export class PeopleReporter implements Reporter, Disposable {
  private readonly status: StatusLine;

  constructor(private readonly screen: Screen) {
    this.status = new StatusLine(screen.stderr);
  }

  started({ request, id }: Run): void {
    const { version, origin } = request.backend;
    const seed = request.seed === null ? '' : `, seed ${request.seed}`;
    this.say(`gradlens: run ${id} of ${request.file} on ${backendName(request.backend)} ${version} (${origin})${seed}`);
  }

  changed(run: Run, change: RunChange): void {
    switch (change.kind) {
      case 'records':
        this.showProgress(run, change.fit);
        break;
      case 'epoch':
        if (!this.status.isLive) this.sayLastEpoch(change.fit);
        break;
      case 'fitEnded':
        this.status.clear();
        this.say(fitEndLine(change.fit));
        break;
      case 'problem':
        this.sayProblem(run, change.problem);
        break;
      case 'state':
        this.showState(run);
        break;
      default:
        break;
    }
  }

  output(stream: 'stdout' | 'stderr', text: string): void {
    this.status.around(() => writeAsIs(this.screen[stream], `${text}\n`));
  }

  ended(run: Run): void {
    this.dispose();
    for (const fit of run.fits) {
      if (!fit.latest) continue;
      writeOwn(this.screen.stdout, `\n${summaryTable(fit).join('\n')}\n`);
      const found = run.judgement?.fits.find((each) => each.fit === fit);
      if (found && found.findings.length > 0) writeOwn(this.screen.stdout, `\n${findingLines(found).join('\n')}\n`);
    }
  }

  dispose(): void {
    this.status.dispose();
  }

  /** What the plan noted was said before the run. */
  private sayProblem({ request }: Run, problem: TrainerProblem): void {
    if (problem.severity === 'warning') this.say(warningLine(problem));
    if (!isNote(problem) || request.notes.some(({ text }) => text === problem.message)) return;
    const { kind, message: text, location } = problem;
    const { file, line } = location ?? { file: request.file, line: 1 };
    this.say(`gradlens: ${noteLine({ kind, text, file, line })}`);
  }

  private showProgress({ state }: Run, fit: Fit): void {
    this.status.show((width) => progressLine(fit, state.kind === 'stopping' ? 'stopping' : null, width));
  }

  private showState({ state }: Run): void {
    if (state.kind === 'stopping')
      this.say('gradlens: stopping after this batch; press Ctrl-C again to kill the process');
    if (state.kind === 'active' && state.phase === 'held-open') {
      this.status.clear();
      this.say('gradlens: training is over, but a server or timer keeps the process open; press Ctrl-C to end it');
    }
  }

  private sayLastEpoch(fit: Fit): void {
    const last = fit.epochs.at(-1);
    if (last) this.say(epochLine(fit, last));
  }

  private say(line: string): void {
    this.status.around(() => writeOwn(this.screen.stderr, `${line}\n`));
  }
}
