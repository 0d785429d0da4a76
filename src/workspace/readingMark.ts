const HEADER_BYTES = 8;
/** Longer than any path that a system takes. */
const PATH_BYTES = 16 * 1024;

/** Memory for a mark, to be handed to a worker. */
export const newMark = (): SharedArrayBuffer => new SharedArrayBuffer(HEADER_BYTES + PATH_BYTES);

/** The file that a worker is at, in memory that outlives it and that costs its host nothing to have written. */
export class ReadingMark {
  /** How often it was set, and the length of the path in bytes; 0 is no file. */
  private readonly header: Int32Array;
  private readonly path: Buffer;

  constructor(memory: SharedArrayBuffer) {
    this.header = new Int32Array(memory, 0, 2);
    this.path = Buffer.from(memory, HEADER_BYTES);
  }

  set(file: string | null): void {
    Atomics.store(this.header, 1, file === null ? 0 : this.path.write(file));
    Atomics.add(this.header, 0, 1);
  }

  get file(): string | null {
    const length = Atomics.load(this.header, 1);
    return length === 0 ? null : this.path.toString('utf8', 0, length);
  }

  /** Changes with every `set`. */
  get count(): number {
    return Atomics.load(this.header, 0);
  }
}
