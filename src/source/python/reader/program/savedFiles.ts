import { numeric } from '../values/numeric.js';
import { isKind, lastName, type PyModel, type Value } from '../values/values.js';

/** A load of what a ModelCheckpoint wrote: the name of its file, null for whichever it wrote last, and the number that its weights are kept under. */
type Load = readonly [string | null, number];

/** Weights that a program saves, or that a callback of it does while it trains. */
interface Saved {
  /** As the program has it: a text, or what is not known and can be met again. */
  readonly path: Value;
  readonly model: PyModel;
  /** Under which number they are kept; null for a callback, of which each load asks. */
  readonly weights: number | null;
  readonly loads: Load[];
}

export interface SavedWeights {
  readonly model: PyModel;
  readonly weights: number;
}

/** The path of a ModelCheckpoint's files; undefined for any other value. */
function checkpointPath(value: Value): Value | undefined {
  if (!isKind(value, 'object') || lastName(value.call.path) !== 'ModelCheckpoint') return undefined;
  const { args } = value.call;
  // After so many batches is not after an epoch.
  if (numeric(args.named.get('save_freq')) !== null) return undefined;
  return args.named.get('filepath') ?? args.positional[0];
}

/** Files of weights, by the paths that a program saves and loads them with. */
export class SavedFiles {
  private readonly files: Saved[] = [];
  private readonly checkpoints = new Map<Value, Load[]>();

  put(path: Value, { model, weights }: SavedWeights): void {
    this.files.push({ path, model, weights, loads: [] });
  }

  /** Notes that a fit with callbacks saves weights. */
  putCheckpoints(callbacks: Value, model: PyModel): void {
    for (const item of isKind(callbacks, 'list') ? callbacks.items : [callbacks]) {
      const path = checkpointPath(item);
      if (path === undefined) continue;
      const loads = this.checkpoints.get(item) ?? [];
      this.checkpoints.set(item, loads);
      this.files.push({ path, model, weights: null, loads });
    }
  }

  /** What the program loads of a callback's files. */
  loadsOf(callback: Value): readonly Load[] {
    return this.checkpoints.get(callback) ?? [];
  }

  /** @param next a number that nothing is kept under yet */
  find(path: Value, next: () => number): SavedWeights | null {
    const saved = this.files.findLast((file) => file.path === path || isWrittenBy(file, path));
    if (!saved) return null;
    if (saved.weights !== null) return { model: saved.model, weights: saved.weights };
    const weights = next();
    saved.loads.push([saved.path === path || typeof path !== 'string' ? null : path, weights]);
    return { model: saved.model, weights };
  }

  /** The path that a callback wrote last into a folder: `tf.train.latest_checkpoint(folder)`. */
  latestIn(folder: string): Value | undefined {
    const start = folder.replace(/\/?$/, '/');
    return this.files.findLast(({ path }) => typeof path === 'string' && path.startsWith(start))?.path;
  }
}

/** Whether a path may be one of a template: `weights-{epoch:02d}.h5`. */
function isWrittenBy({ path, weights }: Saved, wanted: Value): boolean {
  if (weights !== null || typeof path !== 'string' || typeof wanted !== 'string') return false;
  const parts = path.split(/\{\w+(?::[^}]*)?\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return parts.length > 1 && new RegExp(`^${parts.join('[-\\w.]+')}$`).test(wanted);
}
