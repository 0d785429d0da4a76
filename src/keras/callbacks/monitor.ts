import type { BoundArguments } from '../arguments/boundArguments.js';

/** tfjs's logs of an epoch. */
export type Logs = Readonly<Record<string, number>>;

/** What a callback of Keras watches, and which way is better. */
export class Monitor {
  private readonly name: string;
  private readonly isHigherBetter: boolean;
  private readonly minDelta: number;
  best: number;

  constructor(args: BoundArguments, minDelta: number) {
    this.name = args.text('monitor') ?? 'val_loss';
    const mode = args.text('mode') ?? 'auto';
    this.isHigherBetter =
      mode === 'max' || (mode !== 'min' && /acc$|accuracy$|auc$|precision$|recall$|f1$/i.test(this.name));
    this.minDelta = Math.abs(args.number('min_delta') ?? args.number('epsilon') ?? minDelta);
    this.best = args.number('baseline') ?? this.worst;
  }

  get worst(): number {
    return this.isHigherBetter ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }

  /** Undefined where the epoch has no such number: there is no validation, or the metric is left out. */
  read(logs: Logs): number | undefined {
    return (
      logs[this.name] ?? logs[this.name.replace(/accuracy$/, 'acc')] ?? logs[this.name.replace(/acc$/, 'accuracy')]
    );
  }

  isBetter(value: number, than = this.best): boolean {
    return this.isHigherBetter ? value > than + this.minDelta : value < than - this.minDelta;
  }
}
