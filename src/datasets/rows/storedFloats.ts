import { type FileHandle, rm } from 'node:fs/promises';
import { BLOCKS_TOGETHER } from '../sampling/rowOrder.js';
import type { FloatStore, StoredFloats } from './floatStore.js';

/** Numbers in a block that is read from the file at once. */
const BLOCK = 1 << 15;

/** Ends the collecting, and reads back. */
export async function storedFloats(store: FloatStore): Promise<StoredFloats> {
  const { rows, pieces, file, path } = await store.finish();
  return file ? inFile(file, path, rows, store.width) : inMemory(pieces, rows, store.width, store.pieceRows);
}

function inMemory(pieces: readonly Float32Array[], rows: number, width: number, pieceRows: number): StoredFloats {
  return {
    rows,
    block: null,
    async each(wanted, use) {
      wanted.forEach((row, index) => {
        const start = (row % pieceRows) * width;
        const piece = pieces[Math.floor(row / pieceRows)];
        if (piece) use(piece.subarray(start, start + width), index);
      });
    },
    async close() {},
  };
}

/** Keeps the blocks that are mixed with each other (rows kept for validation make each span two), and forgets the one that was not used for longest. */
function inFile(file: FileHandle, path: string, rows: number, width: number): StoredFloats {
  const block = Math.max(1, Math.floor(BLOCK / width));
  const blocks = new Map<number, Float32Array>();
  const load = async (index: number) => {
    const count = Math.min(block, rows - index * block) * width;
    const values = new Float32Array(count);
    const bytes = new Uint8Array(values.buffer);
    const { bytesRead } = await file.read(
      bytes,
      0,
      bytes.length,
      index * block * width * Float32Array.BYTES_PER_ELEMENT,
    );
    if (bytesRead < bytes.length) throw new Error('the file with the rows is truncated');
    return values;
  };
  return {
    rows,
    block,
    async each(wanted, use) {
      for (const [index, row] of wanted.entries()) {
        const number = Math.floor(row / block);
        const values = blocks.get(number) ?? (await load(number));
        blocks.delete(number);
        blocks.set(number, values);
        if (blocks.size > 2 * (BLOCKS_TOGETHER + 1)) blocks.delete(blocks.keys().next().value ?? number);
        const start = (row % block) * width;
        use(values.subarray(start, start + width), index);
      }
    },
    async close() {
      await file.close();
      await rm(path, { force: true });
    },
  };
}
