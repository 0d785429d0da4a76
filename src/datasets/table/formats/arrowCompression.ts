import { CompressionType, compressionRegistry } from 'apache-arrow';
import { decompressZstd } from 'hyparquet-compressors';
import type { DataLimits } from '../../../protocol/data.js';
import { tooMuchUnpacked, unpackedBytes } from '../../limits.js';
import { unpackLz4Frame } from './lz4Frame.js';

/** Teaches the Arrow reader what pandas and Polars compress record batches with. */
export function readsCompressed(limits: DataLimits): void {
  const most = unpackedBytes(limits);
  compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: (data) => unpackLz4Frame(data, most) });
  compressionRegistry.set(CompressionType.ZSTD, {
    decode(data) {
      if (zstdLength(data) > most) throw tooMuchUnpacked('A column', limits);
      // Copied, because columns of numbers have to start at a multiple of their size.
      return decompressZstd(data).slice();
    },
  });
}

/** What a zstd frame says that it unpacks to (RFC 8878, 3.1.1.1); 0 where it does not say. */
function zstdLength(data: Uint8Array): number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const descriptor = view.getUint8(4);
  const single = (descriptor & 0x20) !== 0;
  const at = 5 + (single ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] ?? 0);
  switch (descriptor >> 6) {
    case 0:
      return single ? view.getUint8(at) : 0;
    case 1:
      return view.getUint16(at, true) + 256;
    case 2:
      return view.getUint32(at, true);
    default:
      return Number(view.getBigUint64(at, true));
  }
}
