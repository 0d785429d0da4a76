import * as v from 'valibot';
import type { TrainerEvents } from '../protocol/trainer.js';
import {
  Ended,
  EpochEnded,
  FitEnded,
  Phase,
  Problem,
  Ready,
  StepModeChanged,
  StorageFull,
} from '../protocol/trainerSchemas.js';
import { JsonNumber, toJson } from './json.js';
import { StoredSummary } from './storedSummary.js';

const StoredEvent = v.variant('name', [
  v.object({ name: v.literal('ready'), payload: Ready }),
  v.object({ name: v.literal('phase'), payload: Phase }),
  v.object({ name: v.literal('fitStarted'), payload: StoredSummary }),
  v.object({
    name: v.literal('epochEnded'),
    payload: v.object({ ...EpochEnded.entries, logs: v.record(v.string(), JsonNumber) }),
  }),
  v.object({ name: v.literal('stepMode'), payload: StepModeChanged }),
  v.object({ name: v.literal('fitEnded'), payload: FitEnded }),
  v.object({ name: v.literal('stopSeen'), payload: v.null() }),
  v.object({ name: v.literal('problem'), payload: Problem }),
  v.object({ name: v.literal('storageFull'), payload: StorageFull }),
  v.object({ name: v.literal('ended'), payload: Ended }),
]);

/** One line of a run's events file: what a trainer told, except records, histograms and activations. */
export type StoredEvent = v.InferOutput<typeof StoredEvent>;

export function encodeEvent(name: keyof TrainerEvents, payload: unknown): string {
  return `${toJson([name, payload])}\n`;
}

/** The events of a run's file in order. A cut-off last line and lines that are no events are left out. */
export function parseEvents(text: string): StoredEvent[] {
  return text
    .split('\n')
    .map(parseLine)
    .filter((event) => event !== null);
}

function parseLine(line: string): StoredEvent | null {
  if (line === '') return null;
  try {
    const [name, payload] = v.parse(v.tuple([v.string(), v.unknown()]), JSON.parse(line));
    return v.parse(StoredEvent, { name, payload });
  } catch {
    return null;
  }
}
