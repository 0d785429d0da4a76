/** Wire types of protocol buffers. */
const [VARINT, DOUBLE, BYTES, FLOAT] = [0, 1, 2, 5];

/** Fields of TensorFlow's `Event`, `Summary` and `Summary.Value` by their numbers. */
const EVENT = { wallTime: 1, step: 2, fileVersion: 3, summary: 5 } as const;
const SUMMARY = { value: 1 } as const;
const VALUE = { tag: 1, simpleValue: 2 } as const;

interface Moment {
  /** Seconds since the Unix epoch. */
  readonly wallTime: number;
}

/** The first event of a file, which says what it is. */
export const versionEvent = ({ wallTime }: Moment): Uint8Array =>
  Buffer.concat([double(EVENT.wallTime, wallTime), bytes(EVENT.fileVersion, Buffer.from('brain.Event:2'))]);

/** Scalars of one step. */
export function scalarsEvent({
  wallTime,
  step,
  scalars,
}: Moment & {
  readonly step: number;
  readonly scalars: readonly (readonly [tag: string, value: number])[];
}): Uint8Array {
  const values = scalars.map(([tag, value]) =>
    bytes(SUMMARY.value, Buffer.concat([bytes(VALUE.tag, Buffer.from(tag)), float(VALUE.simpleValue, value)])),
  );
  const summary = bytes(EVENT.summary, Buffer.concat(values));
  return Buffer.concat([double(EVENT.wallTime, wallTime), key(EVENT.step, VARINT), varint(step), summary]);
}

const key = (field: number, type: number): Buffer => varint(field * 8 + type);

function varint(value: number): Buffer {
  const parts: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) parts.push((rest % 128) + 128);
  return Buffer.from([...parts, rest]);
}

function double(field: number, value: number): Buffer {
  const data = Buffer.alloc(8);
  data.writeDoubleLE(value);
  return Buffer.concat([key(field, DOUBLE), data]);
}

function float(field: number, value: number): Buffer {
  const data = Buffer.alloc(4);
  data.writeFloatLE(value);
  return Buffer.concat([key(field, FLOAT), data]);
}

const bytes = (field: number, data: Uint8Array): Buffer =>
  Buffer.concat([key(field, BYTES), varint(data.length), data]);
