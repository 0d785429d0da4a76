import { backendName } from '../protocol/backend.js';
import type { TrainerProblem } from '../protocol/trainer.js';
import type { Fit, Run, RunChange } from '../runs/types.js';
import { FindingLog, verdictLines } from './findings.js';
import { layerValues } from './layerValues.js';
import { jsonLine, writeAsIs, writeOwn } from './ownWords.js';
import type { Reporter, Screen } from './reporter.js';
import { warningLine } from './warningLine.js';

/** One JSON object a line on stdout and nothing else; what the user's code prints goes to stderr, and warnings go there too. */
export class JsonReporter implements Reporter {
  /** What is written of each fit. */
  private readonly written = new Map<Fit, { epochs: number; ended: boolean }>();

  private readonly findings = new FindingLog();

  constructor(private readonly screen: Screen) {}

  started({ id, request }: Run): void {
    const { backend, seed } = request;
    this.line({
      type: 'run',
      run: id,
      file: request.file,
      backend: backendName(backend),
      backendVersion: backend.version,
      ...(seed === null ? {} : { seed }),
    });
  }

  changed(run: Run, change: RunChange): void {
    if (change.kind === 'judged') this.lines(this.findings.changes(run));
    if (change.kind === 'problem') this.problem(change.problem);
    if (change.kind === 'stepMode' && change.fit.stepMode) this.line({ type: 'stepMode', ...change.fit.stepMode });
    if (change.kind === 'fitStarted' || change.kind === 'epoch' || change.kind === 'fitEnded') this.write(change.fit);
  }

  output(_stream: 'stdout' | 'stderr', text: string): void {
    writeAsIs(this.screen.stderr, `${text}\n`);
  }

  ended(run: Run): void {
    for (const fit of run.fits) this.write(fit);
    if (run.state.kind !== 'ended') return;
    const { outcome, endedAt } = run.state;
    this.lines(this.findings.changes(run));
    this.lines(verdictLines(run));
    this.line({ type: 'end', outcome, fits: run.fits.length, seconds: (endedAt - run.startedAt) / 1000 });
  }

  private problem(problem: TrainerProblem): void {
    const { severity, kind, message: text, location } = problem;
    if (severity === 'warning') writeOwn(this.screen.stderr, `${warningLine(problem)}\n`);
    const { file = null, line = null } = location ?? {};
    if (severity !== 'error') this.line({ type: 'note', file, line, kind, text });
  }

  /** Writes what is new of a fit, also what came late from the run's files. */
  private write(fit: Fit): void {
    let written = this.written.get(fit);
    if (!written) {
      written = { epochs: 0, ended: false };
      this.written.set(fit, written);
      this.line(fitLine(fit));
    }
    for (const { fit: number, epoch, logs } of fit.epochs.slice(written.epochs)) {
      this.line({ type: 'epoch', fit: number, epoch, logs });
    }
    written.epochs = fit.epochs.length;
    if (!fit.end || written.ended) return;
    written.ended = true;
    const { outcome, epochs, batches, seconds } = fit.end;
    this.line({ type: 'fitEnd', fit: fit.summary.fit, outcome, epochs, batches, seconds, layers: layerValues(fit) });
  }

  private lines(values: readonly object[]): void {
    for (const value of values) this.line(value);
  }

  private line(value: object): void {
    writeOwn(this.screen.stdout, jsonLine(value));
  }
}

function fitLine({ summary: { fit, name, location, layers } }: Fit): object {
  return {
    type: 'fit',
    fit,
    name,
    file: location?.file ?? null,
    line: location?.line ?? null,
    layers: layers.map((layer) => ({
      name: layer.name,
      className: layer.className,
      file: layer.location?.file ?? null,
      line: layer.location?.line ?? null,
      params: layer.params,
    })),
  };
}
