import { MODEL_FILE } from '../../protocol/runFile.js';
import { replaceFiles } from '../../system/replaceFiles.js';
import type { Link } from '../link/link.js';
import type { Sequential } from '../tfjs/tfjs.js';

/** The folder that a run's trained model is written to, as tfjs saves it. Each fit's end replaces what the one before wrote, as a whole. */
export class SavedModel {
  constructor(
    private readonly link: Link,
    private readonly folder: string,
  ) {}

  /** Never rejects: a model that cannot be written is a warning of the run. */
  async save(model: Sequential): Promise<void> {
    try {
      await replaceFiles(this.folder, MODEL_FILE, async (folder) => {
        await model.save(`file://${folder}`);
      });
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      this.link.problem({
        kind: 'model-storage',
        severity: 'warning',
        message: `The trained model cannot be saved to ${this.folder}: ${reason.message.split('\n', 1)[0]}`,
        location: null,
        stack: reason.stack ?? null,
      });
    }
  }
}
