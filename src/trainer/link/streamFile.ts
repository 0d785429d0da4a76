import { END_OF_STREAM } from '../../runFiles/arrowStream.js';
import type { FitEncoder } from '../../runFiles/recordsWriter.js';
import { AppendFile } from './appendFile.js';

/** A file of records that come now and then; it begins with the first of them. */
export class StreamFile<T> {
  private readonly file: AppendFile;
  private encoder: FitEncoder<T> | null = null;

  constructor(
    path: string,
    private readonly createEncoder: () => FitEncoder<T>,
  ) {
    this.file = new AppendFile(path);
  }

  /** @returns the bytes by which the file will grow. */
  add(record: T): number {
    if (!this.encoder) {
      this.encoder = this.createEncoder();
      this.file.add(this.encoder.start);
    }
    const bytes = this.encoder.encode(record);
    this.file.add(bytes);
    return bytes.length;
  }

  /** @throws where the system cannot write. */
  flush(): void {
    this.file.flush();
  }

  /**
   * Ends the file as a whole one.
   * @throws where the system cannot write.
   */
  finish(): void {
    if (this.encoder) this.file.add(END_OF_STREAM);
    this.flush();
  }

  close(): void {
    this.file.close();
  }
}
