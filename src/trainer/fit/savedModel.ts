import { MODEL_FILE } from '../../protocol/runFile.js';
import { replaceFiles } from '../../system/replaceFiles.js';
import type { Sequential } from '../../tfjs/tfjs.js';
import type { Link } from '../link/link.js';

/** Milliseconds between two saves of a model that is trained step by step; more where saving itself takes long. */
const LEAST_PAUSE = 1000;
const PAUSE_BY_DURATION = 20;

/**
 * The folder that a run's trained model is written to, as tfjs saves it. Each fit's end replaces what the one before wrote, as a whole; a loop
 * of steps is written now and then, and at its end.
 */
export class SavedModel {
  /** What steps have trained since it was saved. */
  private unsaved: Sequential | null = null;
  private writing: Promise<void> = Promise.resolve();
  private nextAt = 0;

  constructor(
    private readonly link: Pick<Link, 'problem'>,
    private readonly folder: string,
  ) {}

  /** Never rejects: a model that cannot be written is a warning of the run. */
  save(model: Sequential): Promise<void> {
    this.unsaved = null;
    this.writing = this.writing.then(() => this.write(model));
    return this.writing;
  }

  /** A step trains a model that is to be saved later. */
  note(model: Sequential): void {
    this.unsaved = model;
  }

  /** Saves what steps have trained where that is due. */
  async keepUp(): Promise<void> {
    if (performance.now() >= this.nextAt) await this.flush();
  }

  /** Saves what steps have trained. */
  async flush(): Promise<void> {
    if (this.unsaved) await this.save(this.unsaved);
  }

  /** The process ends now, and nothing can be waited for. */
  tellUnsaved(): void {
    if (!this.unsaved) return;
    this.unsaved = null;
    this.warn(
      `The model in ${this.folder} lacks some or all training steps: the code ended the process (process.exit or an error) before they were saved. Let it run to its end.`,
    );
  }

  private async write(model: Sequential): Promise<void> {
    const start = performance.now();
    try {
      await replaceFiles(this.folder, MODEL_FILE, async (folder) => {
        await model.save(`file://${folder}`);
      });
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      const message = `The trained model cannot be saved to ${this.folder}: ${reason.message.split('\n', 1)[0]}`;
      this.warn(message, reason.stack);
    }
    const now = performance.now();
    this.nextAt = now + Math.max(LEAST_PAUSE, PAUSE_BY_DURATION * (now - start));
  }

  private warn(message: string, stack: string | null = null): void {
    this.link.problem({ kind: 'model-storage', severity: 'warning', message, location: null, stack });
  }
}
