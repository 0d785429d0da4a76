import * as v from 'valibot';
import { EpochRecord } from '../protocol/fit.js';
import { TrainerEvent, type TrainerEventName } from '../protocol/trainer.js';
import { JsonNumber, toJson } from './json.js';
import { StoredSummary } from './schema.js';

const { records: _, depth: __, ...toldInEvents } = TrainerEvent;

/** What a run's events file holds: all that a trainer told but records, which have files of their own, and answers, which nobody keeps. */
const StoredEvents = {
  ...toldInEvents,
  fitStarted: StoredSummary,
  epochEnded: v.object({ ...EpochRecord.entries, logs: v.record(v.string(), JsonNumber) }),
};
type StoredName = keyof typeof StoredEvents;

/** One line of the file. */
export type StoredEvent = {
  [Name in StoredName]: { readonly name: Name; readonly payload: v.InferOutput<(typeof StoredEvents)[Name]> };
}[StoredName];

export function encodeEvent(name: TrainerEventName, payload: unknown): string {
  return `${toJson([name, payload])}\n`;
}

/** The events of a run's file in order. A cut-off last line and lines that are no events are left out. */
export function parseEvents(text: string): StoredEvent[] {
  return text
    .split('\n')
    .map(parseLine)
    .filter((event) => event !== null);
}

const Line = v.tuple([v.picklist(Object.keys(StoredEvents) as StoredName[]), v.unknown()]);

function parseLine(line: string): StoredEvent | null {
  if (line === '') return null;
  try {
    const [name, payload] = v.parse(Line, JSON.parse(line));
    return { name, payload: v.parse(StoredEvents[name], payload) } as StoredEvent;
  } catch {
    return null;
  }
}
