import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptModelFolder, WEIGHTS_FILE } from '../../protocol/keptModel.js';
import { MODEL_FILE } from '../../protocol/runFile.js';
import type { FitModel } from './messages.js';

/** Models of a run that are kept, and of its files the share that they may take. */
const MOST_MODELS = 32;
const SHARE = 1 / 8;
/** A program may call fit a thousand times: from the first few on, milliseconds that a fit takes, or that lie between two models that are written. */
const FIRST = 16;
const SHORT = 1000;

/** The models of a run's fits as they are at their ends: the newest ones, and the best. */
export class ModelFiles {
  /** Oldest first. */
  private readonly kept: (Pick<FitModel, 'fit' | 'score'> & { readonly bytes: number })[] = [];
  /** The newest, of a short fit, which is written unless another one comes within a second. */
  private waiting: FitModel | null = null;
  private written = 0;
  private writtenAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly folder: string,
    private readonly maxRunBytes: number,
    private readonly now: () => number,
  ) {}

  /** @returns bytes by which the run's files grow */
  add(model: FitModel): number {
    const isShort = model.milliseconds < SHORT && this.written >= FIRST;
    this.waiting = isShort ? model : null;
    return isShort ? this.flush() : this.write(model);
  }

  /** Writes what waits where that is due. */
  flush(): number {
    return this.waiting && this.now() - this.writtenAt >= SHORT ? this.finish() : 0;
  }

  /** There are no more fits. */
  finish(): number {
    const model = this.waiting;
    this.waiting = null;
    return model ? this.write(model) : 0;
  }

  private write({ fit, score, model: { json, weights } }: FitModel): number {
    const folder = join(this.folder, keptModelFolder(fit));
    const bytes = weights.length + json.length;
    const dropped = this.makeRoom(bytes);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, WEIGHTS_FILE), weights);
    // Last: who finds it finds a whole model.
    writeFileSync(join(folder, MODEL_FILE), json);
    this.kept.push({ fit, score, bytes });
    this.written++;
    this.writtenAt = this.now();
    return bytes - dropped;
  }

  /** @returns bytes that were deleted */
  private makeRoom(bytes: number): number {
    let dropped = 0;
    const taken = () => this.kept.reduce((sum, each) => sum + each.bytes, bytes);
    while (this.kept.length > 0 && (this.kept.length >= MOST_MODELS || taken() > this.maxRunBytes * SHARE)) {
      const best = this.best();
      const at = this.kept.length > 1 && this.kept[0] === best ? 1 : 0;
      for (const oldest of this.kept.splice(at, 1)) {
        rmSync(join(this.folder, keptModelFolder(oldest.fit)), { recursive: true, force: true });
        dropped += oldest.bytes;
      }
    }
    return dropped;
  }

  private best() {
    const judged = this.kept.filter(({ score }) => !Number.isNaN(score));
    return judged.toSorted((a, b) => a.score - b.score)[0];
  }
}
