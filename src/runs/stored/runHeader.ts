import { randomUUID } from 'node:crypto';
import { isNewerFormat, newerFormatText, RUN_FORMAT, type RunHeader } from '../../protocol/runFile.js';
import { PLAIN_RUN, type RunRequest } from '../../protocol/runRequest.js';
import { processIdentity } from '../../system/processIdentity.mjs';
import { interruptedMessage } from '../live/endMessages.js';
import type { RunState } from '../types.js';

/** Of a run that starts now. Ids sort by time, so that a listing of the folder does too. */
export async function newHeader({
  file,
  cwd,
  model,
  dataName,
  dataFiles,
  choices,
  seed,
  share,
  sweep,
  backend,
}: RunRequest): Promise<RunHeader> {
  const startedAt = Date.now();
  const stamp = new Date(startedAt).toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return {
    id: `${stamp}-${randomUUID().slice(0, 8)}`,
    format: RUN_FORMAT,
    file,
    cwd,
    model: model && { name: model.name, line: model.line, ...(model.file === file ? {} : { file: model.file }) },
    startedAt,
    ...(dataName === undefined ? {} : { dataName }),
    ...(dataFiles.length > 0 ? { dataFiles: [...dataFiles] } : {}),
    ...(choices ? { choices: { ...choices } } : {}),
    seed,
    ...(share === 1 ? {} : { share }),
    ...(sweep ? { sweep: { ...sweep } } : {}),
    backend: { ...backend },
    end: null,
    ownerPid: process.pid,
    owner: await processIdentity(process.pid),
  };
}

/** What a run of an earlier session was asked for, as far as its header tells. */
export function storedRequest({
  file,
  cwd,
  model,
  dataName,
  dataFiles,
  choices,
  seed,
  share,
  sweep,
  backend,
}: RunHeader): RunRequest {
  return {
    file,
    cwd,
    ...PLAIN_RUN,
    model: model && { ...model, file: model.file ?? file },
    dataName,
    dataFiles: dataFiles ?? [],
    choices: choices ?? null,
    only: null,
    epochs: null,
    seed: seed ?? null,
    share: share ?? 1,
    sweep: sweep ?? null,
    backend,
  };
}

/** Whether a newer GradLens wrote it: nothing but its header is read, and nothing of it is changed. */
export const isNewer = ({ format = 1 }: RunHeader): boolean => isNewerFormat(format);

/** @param lastSign milliseconds since the Unix epoch of the last thing that an interrupted run wrote. */
export function storedState(header: RunHeader, lastSign: number): RunState {
  const { end, format = 1 } = header;
  if (isNewer(header)) {
    const message = newerFormatText('This run', format);
    const endedAt = end?.endedAt ?? lastSign;
    return { kind: 'ended', outcome: 'newer-format', exitCode: null, message, verdict: null, endedAt };
  }
  if (end) return { kind: 'ended', exitCode: null, ...end, verdict: end.verdict ?? null };
  return {
    kind: 'ended',
    outcome: 'interrupted',
    exitCode: null,
    message: interruptedMessage([]),
    verdict: null,
    endedAt: lastSign,
  };
}
