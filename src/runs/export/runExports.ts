import type { Disposable } from '../../lifecycle/disposables.js';
import type { RunReader } from '../stored/runReader.js';
import type { ExportTask } from './exportTarget.js';

type Writer = Pick<RunReader, 'exportRun' | 'dispose'>;

/** Writes runs for other programs, each on a thread of its own: what is shown meanwhile does not wait for it. */
export class RunExports implements Disposable {
  private readonly writers = new Set<Writer>();

  /** @param newWriter whose thread starts when it is first asked */
  constructor(private readonly newWriter: () => Writer) {}

  /** @returns the path that was written. @throws {HumanError} where that cannot be */
  async write(task: ExportTask): Promise<string> {
    const writer = this.newWriter();
    this.writers.add(writer);
    try {
      return await writer.exportRun(task);
    } finally {
      this.writers.delete(writer);
      writer.dispose();
    }
  }

  /** Ends what is still being written. */
  dispose(): void {
    for (const writer of this.writers) writer.dispose();
  }
}
