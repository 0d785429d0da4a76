import { type RunLabel, runLabel } from '../runs/runLabel.js';
import type { Run } from '../runs/types.js';
import { EXIT, type ExitCode } from './exitCodes.js';
import { withKeptRuns } from './keptRuns.js';
import { alignedRows, jsonLine, writeOwn } from './ownWords.js';
import { typedOptions } from './typedArguments.js';

/** Lists the runs that are kept. */
export async function runsCommand(args: readonly string[]): Promise<ExitCode> {
  const { json = false } = typedOptions(args, { json: { type: 'boolean' } });
  await withKeptRuns(async (runs) => {
    const listed: ListedRun[] = [];
    for (const run of runs.all) listed.push({ run, label: runLabel(run), changes: await runs.whatChanged(run) });
    const lines = json ? listed.map((each) => jsonLine(entryOf(each))) : table(listed).map((line) => `${line}\n`);
    for (const line of lines) writeOwn(process.stdout, line);
  });
  return EXIT.trained;
}

interface ListedRun {
  readonly run: Run;
  readonly label: RunLabel;
  /** Since the last run of that model; null where that is not known. */
  readonly changes: string | null;
}

function entryOf({ run: { id, request, startedAt, state, best, marks }, changes }: ListedRun): object {
  const isOver = state.kind === 'ended';
  const { outcome, message, verdict } = isOver ? state : { outcome: null, message: null, verdict: null };
  const seconds = isOver ? (state.endedAt - startedAt) / 1000 : null;
  const { file, model, sweep } = request;
  return {
    run: id,
    file,
    model: model?.name ?? null,
    startedAt,
    seconds,
    outcome,
    message,
    verdict,
    best,
    changes,
    ...(sweep ? { sweep: sweep.id, trial: sweep.trial } : {}),
    ...marks,
  };
}

function table(listed: readonly ListedRun[]): string[] {
  const rows = listed.map(({ run, label, changes }) => [
    `${run.id}${run.marks.pinned ? ' (pinned)' : ''}`,
    [label.model, ...(label.name ? [label.name] : []), ...trialOf(run)].join(' · '),
    new Date(run.startedAt).toISOString().slice(0, 16).replace('T', ' '),
    label.duration ?? '-',
    changes ?? '-',
    resultOf(run, label),
  ]);
  return alignedRows([['run', 'model', 'started (UTC)', 'took', 'changed', 'result'], ...rows]);
}

const trialOf = ({ request: { sweep } }: Run): string[] => (sweep ? [`trial ${sweep.trial} of sweep ${sweep.id}`] : []);

const resultOf = ({ state }: Run, { result }: RunLabel): string =>
  state.kind === 'ended' && state.outcome === 'newer-format' ? (state.message ?? state.outcome) : (result ?? '-');
