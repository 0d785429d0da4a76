import { CompressionType, compressionRegistry } from 'apache-arrow';
import { decompressZstd } from 'hyparquet-compressors';
import { unpackLz4Frame } from './lz4Frame.js';

/** Teaches the Arrow reader what pandas and Polars compress record batches with. */
export function readsCompressed(): void {
  compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: unpackLz4Frame });
  // Copied, because columns of numbers have to start at a multiple of their size.
  compressionRegistry.set(CompressionType.ZSTD, { decode: (data) => decompressZstd(data).slice() });
}
