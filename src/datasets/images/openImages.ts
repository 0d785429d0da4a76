import { readFile, stat } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { messageOf } from '../../errors/errorText.js';
import { HumanError } from '../../errors/humanError.js';
import type { DataLimits, DataSpec } from '../../protocol/data.js';
import type { RowSource } from '../rows/rowSource.js';
import { shapeOfSize } from '../rows/shapes.js';
import { type Scale, Statistics, scaled, scaleFor, UNSCALED } from '../scale.js';
import type { ModelShapes } from '../types.js';
import { decodeImage, type Picture } from './decodeImage.js';
import { imageFolder } from './imageFolder.js';
import { type PictureShape, resized } from './resize.js';

const WHITE = 255;
/** Bytes of decoded pictures that are kept, so that later epochs do not decode them again. */
const MEMORY = 256 * 1024 * 1024;
/** Bytes of a file with a picture. */
const LARGEST = 256 * 1024 * 1024;
/** Pictures that tell mean and deviation. */
const MEASURED = 100;

type ImageSpec = Extract<DataSpec, { kind: 'images' }>;

/**
 * Pictures in a folder by class, decoded when their batch comes.
 *
 * @throws {HumanError} that names the file of a picture that cannot be decoded
 */
export async function openImages(
  folder: string,
  spec: Extract<DataSpec, { kind: 'images' }>,
  shapes: ModelShapes,
  limits: DataLimits,
): Promise<RowSource> {
  const { files, labels } = await imageFolder(folder);
  const read = (path: string) => readPicture(path, relative(folder, path), limits);
  const [first] = files;
  if (!first) throw new HumanError(`${basename(folder)} contains no images.`);
  const shape = pictureShape(spec, shapes.input, await read(first.path));
  const inputSize = shape.height * shape.width * shape.channels;
  const kept = new Map<number, Uint8Array>();
  const pixelsOf = async (row: number) => {
    const known = kept.get(row);
    if (known) return known;
    const pixels = resized(await read(files[row]?.path ?? ''), shape);
    if ((kept.size + 1) * inputSize <= MEMORY) kept.set(row, pixels);
    return pixels;
  };
  const scale = await scaleOf(spec.normalize, files.length, pixelsOf);
  const counts = labels.map((_, label) => files.filter((file) => file.label === label).length);
  return {
    name: basename(folder),
    rows: files.length,
    inputSize,
    targetSize: 1,
    inputShape: [shape.height, shape.width, shape.channels],
    inputNames: null,
    inputRange: [scaled(0, scale), scaled(WHITE, scale)],
    target: { kind: 'classes', labels, counts },
    block: null,
    isSlow: true,
    async read(rows, x, y) {
      for (const [index, row] of rows.entries()) {
        const pixels = await pixelsOf(row);
        for (const [place, value] of pixels.entries()) x[index * inputSize + place] = scaled(value, scale);
        y[index] = files[row]?.label ?? 0;
      }
    },
    async close() {
      kept.clear();
    },
  };
}

async function readPicture(path: string, name: string, limits: DataLimits): Promise<Picture> {
  try {
    if ((await stat(path)).size > LARGEST) throw new Error('it is larger than 256 MB');
    return decodeImage(await readFile(path), limits);
  } catch (error) {
    const reason = messageOf(error);
    throw new HumanError(`${name} cannot be decoded: ${reason}. Replace it, or remove it from the folder.`);
  }
}

async function scaleOf(
  how: DataSpec['normalize'],
  rows: number,
  pixelsOf: (row: number) => Promise<Uint8Array>,
): Promise<Scale> {
  if (how === 'none') return UNSCALED;
  if (how !== 'standard') return { offset: 0, factor: 1 / WHITE };
  const statistics = new Statistics();
  const step = Math.max(1, Math.floor(rows / MEASURED));
  for (let row = 0; row < rows; row += step) for (const value of await pixelsOf(row)) statistics.add(value);
  return scaleFor(how, statistics);
}

/** Size and channels of the pictures for a model: what the spec says, else what the model takes, else what the first picture has. */
function pictureShape(
  spec: Pick<ImageSpec, 'size' | 'grayscale'>,
  input: ModelShapes['input'],
  own: { readonly height: number; readonly width: number },
): PictureShape {
  const wanted = wantedBy(input, own);
  const [height, width] = spec.size ?? [wanted.height ?? own.height, wanted.width ?? own.width];
  const gray = spec.grayscale ?? wanted.channels === 1;
  return { height, width, channels: gray ? 1 : 3 };
}

function wantedBy(
  input: ModelShapes['input'],
  own: { readonly height: number; readonly width: number },
): { height?: number | null | undefined; width?: number | null | undefined; channels?: number | null | undefined } {
  if (!input) return {};
  if (input.length === 1) return flat(input[0] ?? null, own);
  const [height, width, channels] = input;
  return { height, width, channels: input.length === 2 ? 1 : channels };
}

/** A model that takes a flat list: gray or colored, in the picture's own size or as a square. */
function flat(size: number | null, { height, width }: { readonly height: number; readonly width: number }) {
  if (size === null) return {};
  for (const channels of [1, 3]) if (size === height * width * channels) return { height, width, channels };
  for (const channels of [1, 3]) {
    const side = Math.sqrt(size / channels);
    if (Number.isInteger(side) && shapeOfSize([side, side, channels], size))
      return { height: side, width: side, channels };
  }
  return {};
}
