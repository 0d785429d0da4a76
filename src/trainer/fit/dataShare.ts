import { DEFAULT_SEED } from '../../datasets/sampling/seededRandom.js';
import { rowsOfShare, type TrainingShare } from '../../datasets/sampling/trainingShare.js';
import { HumanError } from '../../errors/humanError.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { TrainerOptions, TrainerProblem } from '../../protocol/trainer.js';
import type { FitArguments } from '../../tfjs/layersModel.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { tensorsIn } from './badSamples.js';
import { splitOf } from './fitArguments.js';

/** What a `fit` is given in place of its own. */
export interface SharedFit {
  readonly x: unknown;
  readonly y: unknown;
  readonly args: FitArguments;
  /** Training samples that the call has itself. */
  readonly allSamples: number;
  dispose(): void;
}

/** Has each `fit` of the program train on the first share of its training samples; its validation stays what it is with all. */
export class DataShare {
  constructor(
    private readonly tf: Tfjs,
    private readonly share: TrainingShare,
    /** Ends the run as failed. */
    private readonly fail: (problem: TrainerProblem) => never,
  ) {}

  /** @returns null for what `fit` itself refuses */
  of(x: unknown, y: unknown, args: FitArguments, place: () => SourceLocation | null): SharedFit | null {
    const tensors = [x, y].flatMap(tensorsIn);
    const samples = tensors[0]?.shape[0];
    if (samples === undefined || tensors.some(({ shape }) => shape[0] !== samples)) return null;
    const split = splitOf(args);
    const allSamples = Math.floor(samples * (1 - split));
    const made: Tensor[] = [];
    const rows = this.tf.tensor1d(this.rows(allSamples, place), 'int32');
    const training = (tensor: Tensor) => this.tf.gather(tensor, rows);
    const held = (tensor: Tensor) => this.tf.slice(tensor, allSamples, samples - allSamples);
    const given = [x, y].map((data) => mapped(data, training, made));
    const kept = split > 0 ? { validationData: [x, y].map((data) => mapped(data, held, made)) } : {};
    const { validationSplit: _, ...others } = args;
    return {
      x: given[0],
      y: given[1],
      args: { ...others, ...kept },
      allSamples,
      dispose: () => this.tf.dispose([rows, ...made]),
    };
  }

  /** Ends the run before anything is trained where it draws its samples itself. @param what trains, such as `fitDataset` */
  refuse(what: string, place: SourceLocation | null): never {
    const message = `Only a share of the data was to be trained on, but ${what} draws its samples itself: there is no share of them. Use fit on tensors, or leave the data out of the sweep.`;
    return this.end(message, place);
  }

  private rows(samples: number, place: () => SourceLocation | null): Int32Array {
    try {
      return Int32Array.from(rowsOfShare(samples, this.share));
    } catch (error) {
      if (error instanceof HumanError) return this.end(error.message, place());
      throw error;
    }
  }

  private end(message: string, location: SourceLocation | null): never {
    return this.fail({ kind: 'data', severity: 'error', message, location, stack: null });
  }
}

/** Null where a run trains on all samples. */
export const trainingShare = ({ share, seed }: Pick<TrainerOptions, 'share' | 'seed'>): TrainingShare | null =>
  share === 1 ? null : { share, seed: seed ?? DEFAULT_SEED };

/** The same of each tensor in what `fit` takes: a tensor, an array of them, or an object of them by name. */
function mapped(data: unknown, part: (tensor: Tensor) => Tensor, made: Tensor[]): unknown {
  if (Array.isArray(data)) return data.map((each) => mapped(each, part, made));
  if (typeof data !== 'object' || data === null) return data;
  if (!('dataSync' in data)) {
    return Object.fromEntries(Object.entries(data).map(([name, each]) => [name, mapped(each, part, made)]));
  }
  const own = part(data as Tensor);
  made.push(own);
  return own;
}
