import type { ByteSource } from '../../../src/runFiles/byteSource.js';

/** Bytes in memory as a file's. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    read: (offset, length) =>
      offset + length > bytes.length ? null : new Uint8Array(bytes.subarray(offset, offset + length)),
  };
}
