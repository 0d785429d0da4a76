import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataEvidence } from '../../protocol/dataEvidence.js';
import type { EpochRecord, FitEnd, FitSummary, StepMode } from '../../protocol/fit.js';
import { EVENTS_FILE, isNewerFormat, newerFormatText, OUTPUT_FILE } from '../../protocol/runFile.js';
import { batchStream } from '../../protocol/streams/batches.js';
import { streamFile } from '../../protocol/streams/stream.js';
import { SAMPLED_STREAMS } from '../../protocol/streams/streams.js';
import type { TrainerEnd, TrainerProblem } from '../../protocol/trainer.js';
import { openStream } from '../../runFiles/arrowMessages.js';
import { fileSource } from '../../runFiles/byteSource.js';
import { parseEvents, type StoredEvent } from '../../runFiles/events.js';
import { parseOutput, type StoredOutput } from '../../runFiles/output.js';
import { readRecords } from '../../runFiles/recordsReader.js';
import { formatFrom, openFitFile, summaryFrom } from '../../runFiles/schema.js';
import { latestOf } from '../series/latestBatch.js';
import { addSamples, newSamples, type SamplesSnapshots, snapshotsOf } from '../series/sampledRows.js';
import { SeriesPyramid } from '../series/seriesPyramid.js';
import type { LatestBatch } from '../types.js';
import type { Answers, MovedFit, RunQuestion } from './readerMessages.js';

interface FoundFit {
  readonly summary: FitSummary;
  readonly epochs: EpochRecord[];
  end: FitEnd | null;
  stepMode: StepMode | null;
  data: DataEvidence | null;
}

const newFit = (summary: FitSummary): FoundFit => ({ summary, epochs: [], end: null, stepMode: null, data: null });

/** Reads a run's folder for the thread that asked; what a cut-off file still holds whole is read. */
export function readStoredRun({ directory, maxBytes }: RunQuestion): {
  answer: Answers['run'];
  transfer: ArrayBuffer[];
} {
  const { fits, problems, ended } = readFound(directory);
  problems.push(...newerFiles(directory));
  const transfer: ArrayBuffer[] = [];
  const moved = [...fits.values()].map((fit): MovedFit => {
    const bytes = maxBytes / fits.size;
    const { series, latest } = readSeries(directory, fit.summary, bytes);
    const { snapshot, transfer: buffers } = series.snapshot();
    transfer.push(...buffers);
    return { ...fit, latest, snapshot, samples: readSamples(directory, fit.summary, bytes) };
  });
  const inOrder = moved.sort((a, b) => a.summary.fit - b.summary.fit);
  return { answer: { fits: inOrder, problems, ended, output: readOutput(directory) }, transfer };
}

/** Nothing where a run has printed nothing, or an earlier version has not kept it. */
function readOutput(directory: string): StoredOutput {
  const path = join(directory, OUTPUT_FILE);
  return parseOutput(existsSync(path) ? readFileSync(path, 'utf8') : '');
}

/** Fits of a run's folder in order, without their records. */
export const readStoredFits = (directory: string): readonly FoundFit[] =>
  [...readFound(directory).fits.values()].sort((a, b) => a.summary.fit - b.summary.fit);

function readFound(directory: string): FoundEvents {
  const found = readEvents(directory);
  for (const summary of summariesInFiles(directory)) {
    if (!found.fits.has(summary.fit)) found.fits.set(summary.fit, newFit(summary));
  }
  return found;
}

interface FoundEvents {
  readonly fits: Map<number, FoundFit>;
  readonly problems: TrainerProblem[];
  readonly ended: TrainerEnd | null;
}

function readEvents(directory: string): FoundEvents {
  const path = join(directory, EVENTS_FILE);
  const events = existsSync(path) ? parseEvents(readFileSync(path, 'utf8')) : [];
  const fits = new Map<number, FoundFit>();
  for (const event of events) addToFits(fits, event);
  const ended = events.findLast(({ name }) => name === 'ended');
  return {
    fits,
    problems: events.flatMap(({ name, payload }) => (name === 'problem' ? [payload] : [])),
    ended: ended?.name === 'ended' ? ended.payload : null,
  };
}

function addToFits(fits: Map<number, FoundFit>, { name, payload }: StoredEvent): void {
  if (name === 'fitStarted') {
    // A second time with the places that were not known the first time.
    fits.set(payload.fit, { ...(fits.get(payload.fit) ?? newFit(payload)), summary: payload });
  }
  if (name !== 'epochEnded' && name !== 'fitEnded' && name !== 'stepMode' && name !== 'dataSeen') return;
  const fit = fits.get(payload.fit);
  if (name === 'epochEnded') fit?.epochs.push(payload);
  else if (fit && name === 'fitEnded') fit.end = payload;
  else if (fit && name === 'stepMode') fit.stepMode = payload;
  else if (fit && name === 'dataSeen') fit.data = payload;
}

/** Each fit's file knows its fit too, for where the events are damaged. */
function summariesInFiles(directory: string): FitSummary[] {
  return filesOfFits(directory, /^fit-\d+\.arrow$/)
    .map((name) => withFile(join(directory, name), (source) => summaryFrom(openFitFile(source)?.metadata)))
    .filter((summary) => summary !== null);
}

/** Files that another version has put beside those of this one; they are not read. */
function newerFiles(directory: string): TrainerProblem[] {
  return filesOfFits(directory, /^fit-\d+\.(?:\w+\.)?arrow$/).flatMap((name) => {
    const format = withFile(join(directory, name), (source) => formatFrom(openStream(source)?.metadata));
    if (!isNewerFormat(format)) return [];
    const message = newerFormatText(`The file ${name} of this run`, format);
    return [{ kind: 'storage', severity: 'warning', message, location: null, stack: null }];
  });
}

const filesOfFits = (directory: string, name: RegExp): string[] =>
  readdirSync(directory).filter((candidate) => name.test(candidate));

function readSeries(
  directory: string,
  summary: FitSummary,
  maxBytes: number,
): { series: SeriesPyramid; latest: LatestBatch | null } {
  const series = new SeriesPyramid(summary, { maxBytes });
  const path = join(directory, streamFile(batchStream, summary.fit));
  if (!existsSync(path)) return { series, latest: null };
  return withFile(path, (source) => {
    let latest: LatestBatch | null = null;
    for (const records of readRecords(batchStream, source, summary)) {
      series.append(records);
      latest = latestOf(records);
    }
    return { series, latest };
  });
}

function readSamples(directory: string, summary: FitSummary, bytes: number): SamplesSnapshots {
  const samples = newSamples(bytes);
  for (const stream of Object.values(SAMPLED_STREAMS)) {
    const path = join(directory, streamFile(stream, summary.fit));
    if (!existsSync(path)) continue;
    withFile(path, (source) => {
      for (const records of readRecords(stream, source, summary)) addSamples(samples, records);
    });
  }
  return snapshotsOf(samples);
}

export function withFile<T>(path: string, use: (source: ReturnType<typeof fileSource>) => T): T {
  const source = fileSource(path);
  try {
    return use(source);
  } finally {
    source.dispose();
  }
}
