import { convertIndexedToRgb, type DecodedPng } from 'fast-png';
import type { DataLimits } from '../../protocol/data.js';
import { decodeJpeg } from './jpegFile.js';
import { decodePng } from './pngFile.js';

/** A picture as bytes, row-major, `channels` for each point. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly pixels: Uint8Array;
}

/** Decodes a PNG or a JPEG, told by its first bytes and not by its name. Fails with an Error that says why. */
export function decodeImage(bytes: Uint8Array, limits: DataLimits): Picture {
  if (bytes.length === 0) throw new Error('the file is empty');
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return fromPng(decodePng(bytes, limits));
  if (bytes[0] === 0xff && bytes[1] === 0xd8) {
    const { width, height, data } = decodeJpeg(bytes, limits);
    return { width, height, channels: 3, pixels: data };
  }
  throw new Error('it is neither a PNG nor a JPEG');
}

function fromPng(png: DecodedPng): Picture {
  const { width, height, depth } = png;
  if (png.palette) {
    const pixels = convertIndexedToRgb(png);
    return { width, height, channels: pixels.length / (width * height), pixels };
  }
  if (depth === 16) {
    return { width, height, channels: png.channels, pixels: Uint8Array.from(png.data, (value) => value >> 8) };
  }
  return { width, height, channels: png.channels, pixels: depth === 8 ? Uint8Array.from(png.data) : unpacked(png) };
}

/** Gray levels of less than a byte, several in one. */
function unpacked({ width, height, depth, data }: DecodedPng): Uint8Array {
  const rowBytes = Math.ceil((width * depth) / 8);
  const white = 2 ** depth - 1;
  return Uint8Array.from({ length: width * height }, (_, place) => {
    const bit = (place % width) * depth;
    const byte = data[Math.floor(place / width) * rowBytes + (bit >> 3)] ?? 0;
    return (((byte >> (8 - depth - (bit & 7))) & white) * 255) / white;
  });
}
