import { metricKey, type SeriesKey, statisticKey } from '../protocol/seriesKey.js';
import { STATISTICS } from '../protocol/statistics.js';
import { foundRun } from '../runs/foundRun.js';
import type { Fit, Run } from '../runs/types.js';
import { EXIT, type ExitCode, endReason } from './exitCodes.js';
import { JsonReporter } from './jsonReporter.js';
import { withKeptRuns } from './keptRuns.js';
import { jsonLine, say, writeOwn } from './ownWords.js';
import { epochLine, fitEndLine } from './progressLine.js';
import { summaryTable } from './summaryTable.js';
import { typedArguments } from './typedArguments.js';
import { UsageError } from './usage.js';

/** Values that a curve is told in at most; of a longer one each is of several batches. */
const MOST_VALUES = 1000;

/** Shows what a kept run has recorded; as JSON with every curve. */
export async function showCommand(args: readonly string[]): Promise<ExitCode> {
  const { id, json } = parse(args);
  await withKeptRuns(async (runs) => {
    const run = foundRun(runs.all, id, 'runs');
    await run.load();
    if (json) showJson(run);
    else showPeople(run);
    for (const { severity, message } of run.problems) if (severity === 'warning') say(`warning: ${message}`);
    say(endReason(run, false));
  });
  return EXIT.trained;
}

function parse(args: readonly string[]): { id: string; json: boolean } {
  const { values, positionals } = typedArguments(args, { json: { type: 'boolean' } });
  const [id, ...rest] = positionals;
  if (id === undefined || rest.length > 0) throw new UsageError('show takes one RUN.');
  return { id, json: values.json ?? false };
}

function showPeople(run: Run): void {
  for (const fit of run.fits) {
    const epochs = fit.epochs.map((epoch) => epochLine(fit, epoch));
    writeOwn(process.stdout, `${[...epochs, fitEndLine(fit), '', ...summaryTable(fit), ''].join('\n')}\n`);
  }
}

function showJson(run: Run): void {
  const reporter = new JsonReporter(process);
  reporter.started(run);
  for (const fit of run.fits) {
    reporter.changed(run, { kind: 'fitEnded', fit });
    for (const line of curves(fit)) writeOwn(process.stdout, jsonLine(line));
  }
  reporter.ended(run);
}

function* curves({ summary, series }: Fit): Generator<object> {
  const curve = (key: SeriesKey, of: object): object => {
    const { size, min, max, mean } = series.read(key, 0, series.length, MOST_VALUES);
    const spread = size === 1 ? {} : { min: [...min], max: [...max] };
    return { type: 'series', fit: summary.fit, key, ...of, batchesEach: size, mean: [...mean], ...spread };
  };
  yield curve('loss', {});
  for (const metric of summary.metrics) yield curve(metricKey(metric), { metric });
  for (const [index, { name }] of summary.variables.entries()) {
    for (const statistic of STATISTICS) yield curve(statisticKey(index, statistic), { variable: name, statistic });
  }
}
