import type { ComparedColumn } from '../runs/compare/comparison.js';
import { loadedComparison } from '../runs/compare/loadedComparison.js';
import { foundRun } from '../runs/foundRun.js';
import { runLabel } from '../runs/runLabel.js';
import type { Run } from '../runs/types.js';
import { EXIT, type ExitCode } from './exitCodes.js';
import { withKeptRuns } from './keptRuns.js';
import { alignedRows, jsonLine, writeOwn } from './ownWords.js';
import { typedArguments } from './typedArguments.js';
import { UsageError } from './usage.js';

/** Settings and results of kept runs beside each other. */
export async function compareCommand(args: readonly string[]): Promise<ExitCode> {
  const { ids, json } = parse(args);
  await withKeptRuns(async (kept) => {
    const runs = ids.map((id) => foundRun(kept.all, id, 'runs'));
    const columns = await loadedComparison(kept, runs);
    writeOwn(process.stdout, json ? jsonLine(entryOf(runs, columns)) : `${table(runs, columns).join('\n')}\n`);
  });
  return EXIT.trained;
}

function parse(args: readonly string[]): { ids: readonly string[]; json: boolean } {
  const { values, positionals } = typedArguments(args, { json: { type: 'boolean' } });
  const ids = [...new Set(positionals)];
  if (ids.length < 2) throw new UsageError('compare takes two RUNs or more.');
  return { ids, json: values.json ?? false };
}

const entryOf = (runs: readonly Run[], columns: readonly ComparedColumn[]): object => ({
  runs: runs.map(({ id, request, startedAt, marks, fits }) => ({
    run: id,
    file: request.file,
    model: request.model?.name ?? null,
    name: marks.name,
    startedAt,
    fit: fits.at(-1)?.summary.fit ?? null,
  })),
  columns: columns.map(({ name, kind, differs, values }) => ({
    name,
    kind,
    differs,
    values: values.map(({ value }) => value),
    texts: values.map(({ text }) => text),
  })),
});

/** A line a fact, as a terminal has more room below than beside; what differs first, marked. */
function table(runs: readonly Run[], columns: readonly ComparedColumn[]): string[] {
  const labels = runs.map(runLabel);
  const names = labels.map(({ name }) => name ?? '-');
  const models = labels.map(({ model }) => model);
  const facts = columns.map(({ label, differs, values }) => [
    differs ? '*' : '',
    label,
    ...values.map(({ text }) => text),
  ]);
  return alignedRows([
    ['', 'Run', ...runs.map(({ id }) => id)],
    ...(names.some((name) => name !== '-') ? [['', 'Name', ...names]] : []),
    [new Set(models).size > 1 ? '*' : '', 'Model', ...models],
    ...facts,
  ]);
}
