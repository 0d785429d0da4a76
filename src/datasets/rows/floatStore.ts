import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../errors/errorText.js';
import { HumanError } from '../../errors/humanError.js';

/** Rows of numbers that can be read back in any order. */
export interface StoredFloats {
  readonly rows: number;
  /** Rows that are read together; null where they are in memory. */
  readonly block: number | null;
  /** Hands each of `rows` to `use`, in their order. The numbers are only valid during the call. */
  each(rows: Uint32Array, use: (row: Float32Array, index: number) => void): Promise<void>;
  close(): Promise<void>;
}

export interface StoreLimits {
  /** Folder for what does not fit into memory; it is made where it is missing. */
  readonly folder: string;
  /** Bytes that may be kept in memory. */
  readonly memory: number;
}

/** Numbers that are collected before they are kept or written. */
const PIECE = 1 << 18;

let files = 0;

/**
 * Collects rows of numbers: in memory while they are few, else in a file of its own that is deleted as soon as it is open, so
 * that not even a killed process leaves it behind.
 */
export class FloatStore {
  readonly pieceRows: number;
  private pieces: Float32Array[] = [];
  private piece: Float32Array;
  private inPiece = 0;
  private full = 0;
  private file: FileHandle | null = null;
  private path = '';

  constructor(
    readonly width: number,
    private readonly limits: StoreLimits,
  ) {
    this.pieceRows = Math.max(1, Math.floor(PIECE / Math.max(1, width)));
    this.piece = new Float32Array(this.pieceRows * width);
  }

  /** Room for the next row; when the piece is full, `flush` must be awaited before the next call. */
  next(): Float32Array {
    const start = this.inPiece++ * this.width;
    return this.piece.subarray(start, start + this.width);
  }

  /** Takes the last row back. */
  drop(): void {
    this.inPiece--;
  }

  get isFull(): boolean {
    return this.inPiece === this.pieceRows;
  }

  async flush(): Promise<void> {
    if (!this.isFull) return;
    await this.keep(this.piece);
    this.full++;
    this.inPiece = 0;
    this.piece = new Float32Array(this.pieceRows * this.width);
  }

  async finish(): Promise<{ rows: number; pieces: readonly Float32Array[]; file: FileHandle | null; path: string }> {
    if (this.inPiece > 0) await this.keep(this.piece.slice(0, this.inPiece * this.width));
    const rows = this.full * this.pieceRows + this.inPiece;
    return { rows, pieces: this.pieces, file: this.file, path: this.path };
  }

  async discard(): Promise<void> {
    this.pieces = [];
    await this.file?.close();
    if (this.file) await rm(this.path, { force: true });
  }

  private async keep(piece: Float32Array): Promise<void> {
    if (!this.file) {
      this.pieces.push(piece);
      const bytes = this.pieces.length * this.pieceRows * this.width * Float32Array.BYTES_PER_ELEMENT;
      if (bytes <= this.limits.memory) return;
      const kept = this.pieces;
      this.pieces = [];
      await this.openFile();
      for (const one of kept) await this.write(one);
      return;
    }
    await this.write(piece);
  }

  private async openFile(): Promise<void> {
    await mkdir(this.limits.folder, { recursive: true });
    this.path = join(this.limits.folder, `rows-${process.pid}-${++files}.f32`);
    this.file = await open(this.path, 'wx+');
    await rm(this.path, { force: true }).catch(() => {});
  }

  private async write(piece: Float32Array): Promise<void> {
    try {
      await this.file?.appendFile(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength));
    } catch (error) {
      await this.discard();
      const reason = messageOf(error);
      throw new HumanError(
        `The data does not fit in memory and cannot be written to ${this.limits.folder}: ${reason}. Free some space, or set the ` +
          'environment variable GRADLENS_STORE to another folder.',
      );
    }
  }
}
