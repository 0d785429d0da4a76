import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { HumanError } from '../../errors/humanError.js';
import { dataStore, downloadFolder } from '../download/downloadDataset.js';
import { type Download, type DownloadFile, downloadBytes, downloads } from '../download/downloadList.js';
import { byteRows } from '../rows/byteRows.js';
import type { BuiltIn, DataPlaces } from './builtIn.js';

const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;
const WHITE = 255;

const details: Readonly<
  Record<string, Pick<BuiltIn, 'description' | 'target' | 'license'> & { labels: readonly string[] }>
> = {
  mnist: {
    description: 'Handwritten digits as 28x28 grayscale images (LeCun, Cortes and Burges).',
    target: '10 digits',
    license: 'CC BY-SA 3.0',
    labels: Array.from({ length: 10 }, (_, digit) => String(digit)),
  },
  'fashion-mnist': {
    description: 'Clothes as 28x28 grayscale images (Zalando Research).',
    target: '10 kinds of clothes',
    license: 'MIT',
    labels: ['T-shirt', 'trouser', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'sneaker', 'bag', 'ankle boot'],
  },
};

/** Data sets that are used once a person has downloaded them. */
export const downloadedData: readonly BuiltIn[] = downloads.flatMap((download) => {
  const detail = details[download.name];
  if (!detail) return [];
  const { labels, ...more } = detail;
  return {
    ...more,
    labels,
    name: download.name,
    title: download.title,
    inputShape: [28, 28, 1],
    samples: 60_000,
    download: downloadBytes(download),
    open: async ({ normalize, samples }, _shapes, places) => {
      const [images, classes] = [
        await load(download, download.images, places),
        await load(download, download.labels, places),
      ];
      const count = Math.min(samples ?? Number.POSITIVE_INFINITY, classes.length - LABELS_HEADER);
      return byteRows(
        {
          name: download.name,
          pixels: images.subarray(IMAGES_HEADER),
          labels: classes.subarray(LABELS_HEADER, LABELS_HEADER + count),
          inputShape: [28, 28, 1],
          white: WHITE,
          target: { kind: 'classes', labels, counts: null },
        },
        normalize,
      );
    },
  } satisfies BuiltIn;
});

/** @throws {HumanError} where the file is not here, or is not what was downloaded */
async function load(
  download: Download,
  file: DownloadFile,
  { downloads: shared = dataStore() }: DataPlaces,
): Promise<Uint8Array> {
  const path = join(downloadFolder(shared, download.name), file.name);
  const packed = await readFile(path).catch(() => null);
  if (packed && createHash('sha256').update(packed).digest('hex') === file.hash) return gunzipSync(packed);
  if (packed) await rm(path, { force: true });
  const megabytes = Math.ceil(downloadBytes(download) / 1e6);
  throw new HumanError(
    `${download.title} ${packed ? 'is damaged on this machine' : 'is not downloaded yet'}. Download it with "gradlens datasets --download ` +
      `${download.name}" (${megabytes} MB), or train on "digits", which needs no download.`,
  );
}
