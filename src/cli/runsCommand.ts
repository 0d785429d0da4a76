import { basename } from 'node:path';
import type { Run } from '../runs/types.js';
import { EXIT, type ExitCode } from './exitCodes.js';
import { withKeptRuns } from './keptRuns.js';
import { alignedRows, jsonLine, writeOwn } from './ownWords.js';
import { typedOptions } from './typedArguments.js';

/** Lists the runs that are kept. */
export async function runsCommand(args: readonly string[]): Promise<ExitCode> {
  const { json = false } = typedOptions(args, { json: { type: 'boolean' } });
  await withKeptRuns((runs) => {
    const lines = json ? runs.map((run) => jsonLine(entryOf(run))) : table(runs).map((line) => `${line}\n`);
    for (const line of lines) writeOwn(process.stdout, line);
  });
  return EXIT.trained;
}

function entryOf({ id, request, startedAt, state }: Run): object {
  const { outcome, message, verdict } =
    state.kind === 'ended' ? state : { outcome: null, message: null, verdict: null };
  return { run: id, file: request.file, model: request.model?.name ?? null, startedAt, outcome, message, verdict };
}

function table(runs: readonly Run[]): string[] {
  const rows = runs.map((run) => [
    run.id,
    basename(run.request.file),
    run.request.model?.name ?? '-',
    new Date(run.startedAt).toISOString().slice(0, 16).replace('T', ' '),
    resultOf(run),
  ]);
  return alignedRows([['run', 'file', 'model', 'started (UTC)', 'result'], ...rows]);
}

function resultOf({ state }: Run): string {
  if (state.kind !== 'ended') return '-';
  const { outcome, message, verdict } = state;
  if (outcome === 'newer-format') return message ?? outcome;
  return verdict ? `${outcome}. ${verdict.text}` : outcome;
}
