import { decode } from 'jpeg-js';
import type { DataLimits } from '../../protocol/data.js';
import { refusePixels } from '../limits.js';

/** Megabytes that one picture may take while it is decoded; jpeg-js counts them. */
const MEMORY = 768;
/** A progressive picture has some ten scans; each goes over all of it. */
const MOST_SCANS = 100;

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
/** Frames, without what stands between their numbers: tables, extensions and arithmetic coding's. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Markers without a length: restarts, starts and the temporary one. */
const isBare = (marker: number): boolean => (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01;

/** Decodes a JPEG that is whole. @throws {Error} that says why not */
export function decodeJpeg(file: Uint8Array, limits: DataLimits): { width: number; height: number; data: Uint8Array } {
  checkSegments(file, limits);
  return decode(file, {
    useTArray: true,
    formatAsRGBA: false,
    tolerantDecoding: true,
    maxResolutionInMP: limits.megapixels,
    maxMemoryUsageInMB: MEMORY,
  });
}

/** Walks over the segments, not over what they hold (ITU-T T.81, B.1). */
function checkSegments(file: Uint8Array, limits: DataLimits): void {
  let scans = 0;
  for (let at = file.indexOf(0xff, 2); at !== -1 && at + 1 < file.length; at = file.indexOf(0xff, at)) {
    const marker = file[at + 1] ?? 0;
    if (marker === END_OF_IMAGE) return;
    if (marker === 0 || marker === 0xff || isBare(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (isFrame(marker)) refusePixels(wordAt(file, at + 7), wordAt(file, at + 5), limits);
    if (marker === START_OF_SCAN && ++scans > MOST_SCANS) throw new Error(`it has more than ${MOST_SCANS} scans`);
    at += 2 + Math.max(2, wordAt(file, at + 2));
  }
  throw new Error('it is truncated');
}

const wordAt = (file: Uint8Array, at: number): number => ((file[at] ?? 0) << 8) | (file[at + 1] ?? 0);
