// What the driver writes of workers that train: a real trial's beginning, and records that go on from it.
import { readFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { at } from '../../scripts/lib/root.mjs';

/** Records in a message: 100 batches a second, four messages. */
export const ROWS = 25;

/** @typedef {readonly ['event', string, Record<string, unknown>]} Told */

/** Workers that all say the same. */
export class SimulatedWorkers {
  /** @type {ReadonlyMap<string, Record<string, unknown>>} */
  #first;
  /** @type {Map<number, string>} */
  #lines = new Map();

  /** @param {readonly Told[]} told */
  constructor(told) {
    this.#first = new Map(
      told.map(([, name, value]) => [name === 'records' ? `records ${value.stream}` : name, value]),
    );
  }

  /** Of the recorded trial of the unit tests. */
  static async read() {
    const text = await readFile(at('test', 'fixtures', 'ray', 'messages.jsonl'), 'utf8');
    const messages = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const lines = messages.flatMap(({ lines = [] }) => lines).map((line) => JSON.parse(line));
    const calls = lines.flatMap(({ type, data }) => (type === 'calls' ? deserialize(Buffer.from(data, 'base64')) : []));
    return new SimulatedWorkers(calls.filter(([kind]) => kind === 'event'));
  }

  /** @returns {readonly string[]} */
  begin(/** @type {number} */ trial) {
    const told = ['ready', 'fitStarted'].map((name) => ['event', name, this.#first.get(name)]);
    return [
      JSON.stringify({ type: 'started', trial: String(trial), attempt: 1, node: 'simulated' }),
      message(trial, [callsLine(told)]),
    ];
  }

  /** The next records of a trial, and as much more of its file. */
  records(/** @type {number} */ trial, /** @type {number} */ round) {
    const made = this.#lines.get(round) ?? JSON.stringify(this.#linesOf(round));
    this.#lines.set(round, made);
    return message(trial, JSON.parse(made));
  }

  /** @returns {readonly string[]} */
  #linesOf(/** @type {number} */ round) {
    const one = /** @type {{ statistics: Float32Array }} */ (
      /** @type {unknown} */ (this.#first.get('records batches'))
    );
    const count = Array.from({ length: ROWS }, (_, row) => round * ROWS + row);
    const statistics = Array.from({ length: ROWS }, () => [...one.statistics]).flat();
    const records = {
      ...one,
      rows: ROWS,
      step: Int32Array.from(count),
      epoch: Int32Array.from(count, () => 0),
      time: Float64Array.from(count, (step) => step * 10),
      loss: Float32Array.from(count, (step) => 1 / (1 + step)),
      statistics: Float32Array.from(statistics),
    };
    const part = Buffer.alloc(statistics.length * Float32Array.BYTES_PER_ELEMENT);
    const file = { type: 'file', path: 'fit-1.arrow', at: round * part.length, data: part.toString('base64') };
    return [callsLine([['event', 'records', records]]), JSON.stringify(file)];
  }
}

const callsLine = (/** @type {readonly unknown[]} */ calls) =>
  JSON.stringify({ type: 'calls', data: serialize(calls).toString('base64') });

const message = (/** @type {number} */ trial, /** @type {readonly string[]} */ lines) =>
  JSON.stringify({ type: 'lines', trial: String(trial), attempt: 1, lines });
