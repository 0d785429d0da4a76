import { join } from 'node:path';
import type { ActivationRecord } from '../../protocol/activations.js';
import type { FitSummary } from '../../protocol/fit.js';
import type { HistogramRecord, RecordBatch } from '../../protocol/records.js';
import { activationsFile, histogramsFile, recordsFile } from '../../protocol/runFile.js';
import { activationsEncoder } from '../../runFiles/activations.js';
import { END_OF_STREAM } from '../../runFiles/arrowStream.js';
import { type FitEncoder, histogramsEncoder, recordsEncoder } from '../../runFiles/recordsWriter.js';
import { AppendFile } from './appendFile.js';
import { bytesOf, joinRecords } from './joinRecords.js';
import { StreamFile } from './streamFile.js';

/** The files of one fit. */
export class FitFiles {
  private readonly records: AppendFile;
  private readonly histograms: StreamFile<HistogramRecord>;
  private readonly activations: StreamFile<ActivationRecord>;
  private readonly recordsEncoder: FitEncoder<RecordBatch>;
  private readonly waiting: RecordBatch[] = [];

  constructor(directory: string, summary: FitSummary) {
    const { fit } = summary;
    this.records = new AppendFile(join(directory, recordsFile(fit)));
    this.histograms = new StreamFile(join(directory, histogramsFile(fit)), () => histogramsEncoder(summary));
    this.activations = new StreamFile(join(directory, activationsFile(fit)), () => activationsEncoder(summary));
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
    return this.histograms.add(histogram);
  }

  /** @returns the bytes by which the file will grow. */
  addActivations(activations: ActivationRecord): number {
    return this.activations.add(activations);
  }

  /** @throws where the system cannot write. */
  flush(): void {
    const batch = joinRecords(this.waiting);
    this.waiting.length = 0;
    if (batch) this.records.add(this.recordsEncoder.encode(batch));
    this.records.flush();
    this.histograms.flush();
    this.activations.flush();
  }

  /**
   * Ends all files as whole ones.
   * @throws where the system cannot write.
   */
  finish(): void {
    this.flush();
    this.records.add(END_OF_STREAM);
    this.records.flush();
    this.histograms.finish();
    this.activations.finish();
    this.close();
  }

  close(): void {
    this.records.close();
    this.histograms.close();
    this.activations.close();
  }
}
