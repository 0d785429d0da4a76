import { NO_ALERTS } from '../protocol/alert.js';
import type { RunHeader } from '../protocol/runFile.js';
import { modelFile, type RunRequest } from '../protocol/runRequest.js';
import { RecordedRun } from './live/recordedRun.js';
import type { RunsOptions } from './runsOptions.js';
import type { SeriesMemory } from './series/seriesMemory.js';
import { isNewer } from './stored/runHeader.js';
import type { RunReader } from './stored/runReader.js';
import type { RunStore } from './stored/runStore.js';
import type { StoredRun } from './stored/storedRun.js';
import type { RunState } from './types.js';

const NO_RECORDS: StoredRun = { fits: [], problems: [], ended: null, output: { lines: [], dropped: 0 } };

/** What a list has of a run. */
interface Listed {
  readonly header: RunHeader;
  readonly request: RunRequest;
  readonly state: RunState;
}

/** Where its records are, and what they are judged by. */
interface RunPlace {
  readonly store: Pick<RunStore, 'folder'>;
  readonly reader: Pick<RunReader, 'readRun' | 'readDetail'>;
  readonly memory: Pick<SeriesMemory, 'use' | 'runShare'>;
  readonly options: Pick<RunsOptions, 'settings' | 'alerts' | 'log'>;
}

/** A run as its header tells, live or ended; its records are read from its files where somebody looks at them. */
export function listedRun(
  { header, request, state }: Listed,
  { store, reader, memory, options }: RunPlace,
): RecordedRun {
  const run: RecordedRun = new RecordedRun({
    id: header.id,
    request,
    startedAt: header.startedAt,
    state,
    largestStep: header.largestStep ?? null,
    best: header.end?.best ?? null,
    readDetail: (stretch) => reader.readDetail({ directory: store.folder(header.id), ...stretch }),
    read: async () => (isNewer(header) ? NO_RECORDS : reader.readRun(store.folder(header.id), memory.runShare)),
    onSeries: () => memory.use(run),
    severities: () => options.settings().severities,
    alerts: () => options.alerts?.(modelFile(request)) ?? NO_ALERTS,
    log: options.log,
  });
  return run;
}
