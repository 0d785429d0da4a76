import { join } from 'node:path';
import type { FitSummary } from '../../protocol/fit.js';
import type { HistogramRecord, RecordBatch } from '../../protocol/records.js';
import { histogramsFile, recordsFile } from '../../protocol/runFile.js';
import { END_OF_STREAM } from '../../runFiles/arrowStream.js';
import { type FitEncoder, histogramsEncoder, recordsEncoder } from '../../runFiles/recordsWriter.js';
import { AppendFile } from './appendFile.js';
import { bytesOf, joinRecords } from './joinRecords.js';

/** The two files of one fit. */
export class FitFiles {
  private readonly records: AppendFile;
  private readonly histograms: AppendFile;
  private readonly recordsEncoder: FitEncoder<RecordBatch>;
  private histogramsEncoder: FitEncoder<HistogramRecord> | null = null;
  private readonly waiting: RecordBatch[] = [];

  constructor(
    directory: string,
    private readonly summary: FitSummary,
  ) {
    this.records = new AppendFile(join(directory, recordsFile(summary.fit)));
    this.histograms = new AppendFile(join(directory, histogramsFile(summary.fit)));
    this.recordsEncoder = recordsEncoder(summary);
    this.records.add(this.recordsEncoder.start);
  }

  /**
   * Keeps batches until `flush`, so that few large pieces go into the file.
   * @returns about the bytes by which the file will grow.
   */
  addRecords(batch: RecordBatch): number {
    this.waiting.push(batch);
    return bytesOf(batch);
  }

  /** @returns the bytes by which the file will grow. */
  addHistogram(histogram: HistogramRecord): number {
    if (!this.histogramsEncoder) {
      this.histogramsEncoder = histogramsEncoder(this.summary);
      this.histograms.add(this.histogramsEncoder.start);
    }
    const bytes = this.histogramsEncoder.encode(histogram);
    this.histograms.add(bytes);
    return bytes.length;
  }

  /** @throws where the system cannot write. */
  flush(): void {
    const batch = joinRecords(this.waiting);
    this.waiting.length = 0;
    if (batch) this.records.add(this.recordsEncoder.encode(batch));
    this.records.flush();
    this.histograms.flush();
  }

  /**
   * Ends both files as whole ones.
   * @throws where the system cannot write.
   */
  finish(): void {
    this.flush();
    this.records.add(END_OF_STREAM);
    if (this.histogramsEncoder) this.histograms.add(END_OF_STREAM);
    this.flush();
    this.close();
  }

  close(): void {
    this.records.close();
    this.histograms.close();
  }
}
