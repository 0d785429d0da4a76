import { resolve } from 'node:path';
import type { ExportTarget } from '../runs/export/exportTarget.js';
import { foundRun } from '../runs/foundRun.js';
import { EXIT, type ExitCode } from './exitCodes.js';
import { withKeptRuns } from './keptRuns.js';
import { say } from './ownWords.js';
import { placeText } from './placeText.js';
import { typedArguments } from './typedArguments.js';
import { UsageError } from './usage.js';

/** Writes a kept run for other programs. */
export async function exportCommand(args: readonly string[]): Promise<ExitCode> {
  const { id, targets } = parse(args);
  await withKeptRuns(async (runs) => {
    const run = foundRun(runs.all, id, 'runs');
    for (const target of targets) say(`wrote ${await runs.exportRun(run, target, placeText)}`);
  });
  return EXIT.trained;
}

function parse(args: readonly string[]): { id: string; targets: ExportTarget[] } {
  const { values, positionals } = typedArguments(args, {
    csv: { type: 'string' },
    series: { type: 'string', multiple: true },
    folder: { type: 'string' },
    tensorboard: { type: 'string' },
  });
  const { csv, series = null, folder, tensorboard } = values;
  const [id, ...rest] = positionals;
  if (id === undefined || rest.length > 0) throw new UsageError('export takes one RUN.');
  if (series && csv === undefined) throw new UsageError('--series chooses the columns of --csv.');
  const targets: ExportTarget[] = [
    ...(csv === undefined ? [] : [{ kind: 'csv' as const, file: resolve(csv), series }]),
    ...(folder === undefined ? [] : [{ kind: 'folder' as const, folder: resolve(folder) }]),
    ...(tensorboard === undefined ? [] : [{ kind: 'tensorboard' as const, folder: resolve(tensorboard) }]),
  ];
  if (targets.length === 0) throw new UsageError('Say what to write: --csv FILE, --folder DIR, or --tensorboard DIR.');
  return { id, targets };
}
