import * as v from 'valibot';
import { Count } from '../schema.js';
import type { Part } from './part.js';

/** A place that a line names, by where it stands in the line. */
interface PlaceView {
  readonly start: number;
  readonly end: number;
}

/** A line that a run printed. */
export interface OutputLineView {
  readonly text: string;
  /** Printed to stderr. */
  readonly isError: boolean;
  readonly places: readonly PlaceView[];
}

/** Numbers of a place: its line from the first of the update on, its start, its end. */
const PLACE_WIDTH = 3;

/** Lines from the `from`th of the run on, as one text, for they may be thousands; before `first` none are kept. */
const OutputUpdate = v.object({
  first: Count,
  from: Count,
  /** How many; a text of one line may be empty. */
  count: Count,
  text: v.string(),
  /** Of each line 1 where it was printed to stderr. */
  errors: v.instance(Float64Array),
  places: v.instance(Float64Array),
  /** Lines that have not ended yet. */
  open: v.array(v.object({ text: v.string(), isError: v.boolean() })),
});
type OutputUpdate = v.InferOutput<typeof OutputUpdate>;

/** The end of what a run printed. */
export interface OutputView {
  /** Lines before the first that is there. */
  readonly first: number;
  readonly lines: readonly OutputLineView[];
  readonly open: OutputUpdate['open'];
}

interface OutputSource {
  /** Another one with each change. */
  readonly version: number;
  readonly dropped: number;
  readonly lines: readonly Pick<OutputLineView, 'text' | 'isError'>[];
  readonly open: Readonly<OutputUpdate['open']>;
}

interface OutputReader {
  read(): OutputSource;
  placesIn(text: string): readonly PlaceView[];
}

/** What a run printed, line by line; what the page has is not sent again. */
export const outputPart: Part<OutputReader, OutputUpdate, OutputView> = {
  schema: OutputUpdate,
  empty: { first: 0, lines: [], open: [] },
  changes({ read, placesIn }) {
    let version = 0;
    let sent = 0;
    return () => {
      const output = read();
      if (output.version === version) return null;
      version = output.version;
      const { dropped: first } = output;
      const end = first + output.lines.length;
      const from = sent > end ? first : Math.max(sent, first);
      const lines = output.lines.slice(from - first);
      sent = end;
      return {
        first,
        from,
        count: lines.length,
        text: lines.map(({ text }) => text).join('\n'),
        errors: Float64Array.from(lines, ({ isError }) => (isError ? 1 : 0)),
        places: Float64Array.from(
          lines.flatMap(({ text }, line) => placesIn(text).flatMap(({ start, end: to }) => [line, start, to])),
        ),
        open: [...output.open],
      };
    };
  },
  merge({ first: before, lines: old }, { first, from, count, text, errors, places, open }) {
    const texts = count === 0 ? [] : text.split('\n');
    const fresh = texts.map((each, line) => ({
      text: each,
      isError: errors[line] === 1,
      places: placesOf(places, line),
    }));
    return { first, lines: [...old.slice(first - before, from - before), ...fresh], open };
  },
};

function placesOf(places: Float64Array, line: number): PlaceView[] {
  const found: PlaceView[] = [];
  // In the order of the lines: where one begins is found by halves.
  let [low, high] = [0, places.length / PLACE_WIDTH];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle * PLACE_WIDTH] ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  for (let at = low * PLACE_WIDTH; places[at] === line; at += PLACE_WIDTH) {
    found.push({ start: places[at + 1] ?? 0, end: places[at + 2] ?? 0 });
  }
  return found;
}
