import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { serialize } from 'node:v8';
import { crc32, gzipSync } from 'node:zlib';
import { parseConfig } from '../../src/config/parseConfig.js';
import { openDataset } from '../../src/datasets/openDataset.js';
import type { ModelShapes } from '../../src/datasets/types.js';
import { HumanError } from '../../src/errors/humanError.js';
import { openFrames } from '../../src/process/frames.js';
import type { DataSpec } from '../../src/protocol/data.js';
import { activationStream } from '../../src/protocol/streams/activations.js';
import { batchStream } from '../../src/protocol/streams/batches.js';
import { oneSample } from '../../src/protocol/streams/stream.js';
import { encodeEvent, parseEvents } from '../../src/runFiles/events.js';
import { readRecords } from '../../src/runFiles/recordsReader.js';
import { recordsEncoder } from '../../src/runFiles/recordsWriter.js';
import { readStoredRun } from '../../src/runs/stored/readStoredRun.js';
import { findModels } from '../../src/source/findModels.js';
import { bytesSource } from '../unit/runFiles/bytesSource.js';
import { outputValues } from '../unit/runFiles/outputValues.js';
import { sampleFit, sampleRecords } from '../unit/runFiles/sampleFit.js';
import { mutated, mutatedText, randomOf } from './mutate.js';

/** A reader, and what it is given. */
export interface Target {
  readonly name: string;
  /** One input by its seed. */
  input(seed: number): Uint8Array;
  /** @throws whatever it throws: a HumanError is an answer, anything else a fault. */
  read(input: Uint8Array): void | Promise<void>;
}

/**
 * @param root the repository's folder
 * @param folder an empty one for files
 * @param tableWorker reads tables as a training does, in a thread that can be ended; null reads them here, which is many times as fast
 */
export function targets(root: string, folder: string, tableWorker: string | null): Target[] {
  const data = (name: string) => readFileSync(join(root, 'examples/datasets', name));
  const fixture = (name: string) => readFileSync(join(root, 'test/fixtures/datasets', name));
  const inFolder = (name: string) => join(folder, name);
  return [
    ...tables(data, fixture, folder, tableWorker),
    ...arrays(data, fixture, folder),
    ...pictures(root, folder),
    ...runFiles(inFolder('run')),
    {
      name: 'gradlens.json',
      input: textOf([CONFIG]),
      read: (input) => void parseConfig(text(input)),
    },
    { name: 'python', input: textOf(sources(root, /\.py$/)), read: (input) => void findModels(text(input), '/net.py') },
    {
      name: 'javascript',
      input: textOf(sources(root, /\.[jt]sx?$/)),
      read: (input) => void findModels(text(input), '/net.tsx'),
    },
    {
      name: 'page',
      input: textOf(sources(root, /\.html$/)),
      read: (input) => void findModels(text(input), '/net.html'),
    },
    {
      name: 'notebook',
      input: textOf(sources(root, /\.ipynb$/)),
      read: (input) => void findModels(text(input), '/net.ipynb'),
    },
    { name: 'frames', input: bytesOf([framesOf()]), read: readFrames },
  ];
}

const text = (input: Uint8Array): string => Buffer.from(input).toString('utf8');

const pickOf = <T>(items: readonly T[], random: (limit: number) => number): T => {
  const item = items[random(items.length)];
  if (item === undefined) throw new Error('There is nothing to change.');
  return item;
};

const bytesOf =
  (originals: readonly Uint8Array[]) =>
  (seed: number): Uint8Array => {
    const random = randomOf(seed);
    return mutated(pickOf(originals, random), random);
  };

const textOf =
  (originals: readonly string[]) =>
  (seed: number): Uint8Array => {
    const random = randomOf(seed);
    const original = pickOf(originals, random);
    return random(4) === 0 ? mutated(Buffer.from(original), random) : Buffer.from(mutatedText(original, random));
  };

const SHAPES: ModelShapes = { input: null, output: [3], vocabulary: null, loss: null, lastActivation: 'softmax' };

async function readAll(spec: DataSpec, folder: string, tableWorker: string | null = null): Promise<void> {
  const places = { store: folder, ...(tableWorker === null ? {} : { tableWorker }) };
  const dataset = await openDataset(spec, folder, SHAPES, places);
  try {
    for await (const batch of dataset.training({ batchSize: 32, epoch: 0 })) if (batch.rows === 0) break;
  } finally {
    await dataset.close();
  }
}

type Read = (name: string) => Buffer;

function tables(data: Read, fixture: Read, folder: string, tableWorker: string | null): Target[] {
  const table = (
    ending: string,
    originals: readonly Uint8Array[],
    input = bytesOf(originals),
    target = ['kind'],
  ): Target => ({
    name: ending,
    input,
    async read(bytes) {
      writeFileSync(join(folder, `table.${ending}`), bytes);
      await readAll({ kind: 'table', path: `table.${ending}`, target }, folder, tableWorker);
    },
  });
  const csv = data('fruit.csv');
  const [firstLine = ''] = csv.toString().split('\n');
  const quoted = Buffer.from(csv.toString().replaceAll(firstLine.split(',')[0] ?? '', '"a ""quoted"" name"'));
  const target = ['kind', 'label', 'y', 'target', 'species', 'c'];
  const packed = (seed: number) => {
    const random = randomOf(seed);
    return random(2) === 0 ? mutated(gzipSync(csv), random) : gzipSync(mutated(csv, random));
  };
  return [
    table('csv', [csv, quoted]),
    table('csv.gz', [], packed),
    table('json', [], textOf([data('fruit.json').toString()])),
    table('ndjson', [], textOf([data('fruit.ndjson').toString()])),
    table('parquet', [data('fruit.parquet')]),
    table('arrow', [data('fruit.arrow')]),
    table(
      'packed.parquet',
      [fixture('table.snappy.parquet'), fixture('table.zstd.parquet')],
      undefined,
      target.slice(0, 1),
    ),
    table(
      'packed.feather',
      [fixture('table.lz4.feather'), fixture('table.zstd.feather')],
      undefined,
      target.slice(0, 1),
    ),
  ];
}

function arrays(data: Read, fixture: Read, folder: string): Target[] {
  const names = ['float32', 'int64', 'bool', 'half', 'text', 'fortran', 'bigEndian'];
  writeFileSync(join(folder, 'kinds.npy'), fixture('int64.npy'));
  return [
    {
      name: 'npy',
      input: bytesOf(names.map((name) => fixture(`${name}.npy`))),
      async read(bytes) {
        writeFileSync(join(folder, 'x.npy'), bytes);
        await readAll({ kind: 'arrays', x: 'x.npy', y: 'kinds.npy' }, folder);
      },
    },
    {
      name: 'npz',
      input: bytesOf([data('fruit.npz'), fixture('both.npz'), fixture('keras.npz')]),
      async read(bytes) {
        writeFileSync(join(folder, 'x.npz'), bytes);
        await readAll({ kind: 'arrays', x: 'x.npz', y: 'x.npz' }, folder);
      },
    },
  ];
}

function pictures(root: string, folder: string): Target[] {
  const found = readdirSync(join(root, 'test/fixtures/datasets'), { recursive: true, encoding: 'utf8' }).concat(
    readdirSync(join(root, 'examples/datasets'), { recursive: true, encoding: 'utf8' }),
  );
  const files = (ending: RegExp) =>
    found
      .filter((name) => ending.test(name))
      .flatMap((name) => {
        const places = ['test/fixtures/datasets', 'examples/datasets'].map((place) => join(root, place, name));
        return places.flatMap((place) => {
          try {
            return [readFileSync(place)];
          } catch {
            return [];
          }
        });
      });
  const picture = (name: string, input: Target['input']): Target => ({
    name,
    input,
    async read(bytes) {
      mkdirSync(join(folder, `of-${name}`, 'a'), { recursive: true });
      writeFileSync(join(folder, `of-${name}`, 'a', `a.${name}`), bytes);
      await readAll({ kind: 'images', path: `of-${name}` }, folder);
    },
  });
  const pngs = files(/\.png$/);
  return [
    picture('png', (seed) => withChecksums(bytesOf(pngs)(seed), seed)),
    picture('jpg', bytesOf(files(/\.jpe?g$/))),
  ];
}

/** Half of the time a chunk's checksum is made right again, so that what it holds is looked at. */
function withChecksums(bytes: Uint8Array, seed: number): Uint8Array {
  if (seed % 2 === 0) return bytes;
  const file = Buffer.from(bytes);
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) break;
    file.writeUInt32BE(crc32(file.subarray(at + 4, end - 4)), end - 4);
    at = end;
  }
  return file;
}

function runFiles(folder: string): Target[] {
  const fit = sampleFit();
  const records = recordsEncoder(batchStream, fit);
  const stream = Buffer.concat([records.start, ...[0, 40].map((from) => records.encode(sampleRecords(fit, from, 40)))]);
  const layers = recordsEncoder(activationStream, fit);
  const values = outputValues(fit.layers.map(() => ({ actZeros: 0.5, actMean: 0.5 })));
  const outputs = Buffer.concat([
    layers.start,
    ...[0, 50].map((step) => layers.encode(oneSample(activationStream, 1, step, values))),
  ]);
  const events = [
    encodeEvent('fitStarted', fit),
    encodeEvent('epochEnded', { fit: 1, epoch: 0, step: 40, logs: { loss: Number.NaN, acc: 0.5 } }),
    encodeEvent('fitEnded', { fit: 1, outcome: 'completed', epochs: 1, batches: 80, seconds: 1 }),
    encodeEvent('ended', { outcome: 'completed', exitCode: 0 }),
  ].join('');
  return [
    {
      name: 'records',
      input: bytesOf([stream]),
      read(input) {
        for (const { rows } of readRecords(batchStream, bytesSource(input), fit)) if (rows === 0) break;
      },
    },
    {
      name: 'activations',
      input: bytesOf([outputs]),
      read(input) {
        for (const { step } of readRecords(activationStream, bytesSource(input), fit)) if (step.length === 0) break;
      },
    },
    { name: 'events', input: textOf([events]), read: (input) => void parseEvents(text(input)) },
    {
      name: 'run folder',
      input: bytesOf([stream]),
      read(input) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'events.ndjson'), mutatedText(events, randomOf(input.length)));
        writeFileSync(join(folder, 'fit-1.arrow'), input);
        readStoredRun({ kind: 'run', directory: folder, maxBytes: 1 << 20 });
      },
    },
  ];
}

const CONFIG = `{
  // how to run
  "models": {
    "net.ts#model": { "run": "slice", "values": { "units": 10, "rate": "1 / 3" }, "training": { "epochs": 3 } },
    "src/a.py#model#2": { "data": { "kind": "table", "path": "x.csv", "target": ["y"], "columns": { "a": "skip" } } },
  },
}`;

function sources(root: string, ending: RegExp): string[] {
  const folders = ['examples', 'test/fixtures/ways', 'test/fixtures/e2e', 'test/fixtures/source'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => ending.test(name) && !name.includes('node_modules'))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
  return files.filter((file) => file.length > 40 && file.length < 30_000);
}

function framesOf(): Buffer {
  const messages = [
    { m: 'phase', a: ['training'], t: 'q' },
    { m: 'records', a: [{ fit: 1, rows: 2, step: Int32Array.of(1, 2), loss: Float32Array.of(1, Number.NaN) }] },
    { m: 'problem', a: [{ kind: 'user-code', message: 'x'.repeat(100) }] },
  ];
  return Buffer.concat(
    messages.flatMap((message) => {
      const payload = serialize(message);
      const header = Buffer.alloc(4);
      header.writeUInt32LE(payload.length);
      return [header, payload];
    }),
  );
}

function readFrames(input: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const stream = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
    const channel = openFrames(stream, { onMessage() {}, onClose: () => resolve() });
    stream.push(Buffer.from(input));
    stream.push(null);
    setImmediate(() =>
      setImmediate(() => {
        channel.dispose();
        resolve();
      }),
    );
  });
}

export const isAnswer = (error: unknown): boolean => error instanceof HumanError;
