import { downloadDataset } from '../datasets/download/downloadDataset.js';
import { type ListedDataset, listDatasets } from '../datasets/listDatasets.js';
import { EXIT, type ExitCode } from './exitCodes.js';
import { onInterrupts } from './interrupts.js';
import { alignedRows, jsonLine, say, writeOwn } from './ownWords.js';
import { StatusLine } from './statusLine.js';
import { typedOptions } from './typedArguments.js';

/** Lists the data that needs no file, or downloads one of those that are not brought along. */
export async function datasetsCommand(args: readonly string[]): Promise<ExitCode> {
  const { download, json } = typedOptions(args, { download: { type: 'string' }, json: { type: 'boolean' } });
  if (download !== undefined) return downloadNamed(download);
  const datasets = listDatasets();
  if (json) writeOwn(process.stdout, jsonLine(datasets));
  else for (const line of table(datasets)) writeOwn(process.stdout, `${line}\n`);
  return EXIT.trained;
}

async function downloadNamed(name: string): Promise<ExitCode> {
  const abort = new AbortController();
  const interrupts = onInterrupts(() => abort.abort());
  const status = new StatusLine(process.stderr);
  try {
    await downloadDataset(name, {
      signal: abort.signal,
      onProgress: (done, total) => status.show(() => `${name}: ${megabytes(done)} of ${megabytes(total)} MB`),
    });
    status.dispose();
    say(`${name} is ready. Train on it with --data ${name}`);
    return EXIT.trained;
  } catch (error) {
    status.dispose();
    if (!abort.signal.aborted) throw error;
    say('interrupted');
    return EXIT.interrupted;
  } finally {
    interrupts.dispose();
  }
}

function table(datasets: readonly ListedDataset[]): string[] {
  const rows = datasets.map(({ name, inputShape, target, samples, download, title }) => [
    name,
    inputShape ? `[${inputShape.join(', ')}]` : 'same as model',
    target,
    String(samples),
    download === null ? 'offline' : `download ${megabytes(download)} MB`,
    title,
  ]);
  return alignedRows([['name', 'input', 'target', 'samples', 'where', 'title'], ...rows]);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
