import { join } from 'node:path';
import type { FitSummary } from '../../protocol/fit.js';
import { type Stream, streamFile } from '../../protocol/streams/stream.js';
import type { Records } from '../../protocol/streams/streams.js';
import { END_OF_STREAM } from '../../runFiles/arrowStream.js';
import { type RecordsEncoder, recordsEncoder } from '../../runFiles/recordsWriter.js';
import { AppendFile } from './appendFile.js';
import { bytesOf, joinRecords } from './joinRecords.js';

/** The file of one stream of one fit. That of a sampled stream begins with its first record. */
export class StreamFile {
  private readonly file: AppendFile;
  private encoder: RecordsEncoder | null = null;
  private readonly waiting: Records[] = [];

  constructor(
    directory: string,
    private readonly stream: Stream,
    private readonly summary: FitSummary,
  ) {
    this.file = new AppendFile(join(directory, streamFile(stream, summary.fit)));
    if (!stream.sampling) this.begin();
  }

  /**
   * Keeps records until `flush`, so that few large pieces go into the file.
   * @returns about the bytes by which the file will grow.
   */
  add(records: Records): number {
    this.waiting.push(records);
    return bytesOf(records);
  }

  /** @throws where the system cannot write. */
  flush(): void {
    const records = joinRecords(this.waiting);
    this.waiting.length = 0;
    if (records) this.file.add(this.begin().encode(records));
    this.file.flush();
  }

  /**
   * Ends the file as a whole one.
   * @throws where the system cannot write.
   */
  finish(): void {
    this.flush();
    if (this.encoder) this.file.add(END_OF_STREAM);
    this.file.flush();
    this.close();
  }

  close(): void {
    this.file.close();
  }

  private begin(): RecordsEncoder {
    if (this.encoder) return this.encoder;
    this.encoder = recordsEncoder(this.stream, this.summary);
    this.file.add(this.encoder.start);
    return this.encoder;
  }
}
