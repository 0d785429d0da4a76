import type { FitTexts } from '../../protocol/launch.js';
import type { Sequential, Tfjs } from '../../tfjs/tfjs.js';
import { evaluateText } from './evaluateText.js';

/** What a source says of how its model is fitted. */
export interface SourceFit {
  readonly epochs: number | null;
  readonly batchSize: number | null;
  /** Share of the samples kept for validation. */
  readonly validationSplit: number | null;
  readonly initialEpoch: number | null;
  /** Null takes the data's choice. */
  readonly shuffle: boolean | null;
  readonly callbacks: readonly object[];
}

export interface MadeModel {
  readonly model: Sequential;
  readonly fit: SourceFit;
}

export const NOTHING_SAID: SourceFit = {
  epochs: null,
  batchSize: null,
  validationSplit: null,
  initialEpoch: null,
  shuffle: null,
  callbacks: [],
};

/** What a JavaScript source says of its fit. What is no number that a fit takes is not said. */
export function fitOf(texts: FitTexts, tf: Tfjs): SourceFit {
  const evaluated = (text: string | undefined) => (text === undefined ? null : evaluateText(text, tf));
  const count = (text: string | undefined, least: number) => {
    const value = evaluated(text);
    return Number.isInteger(value) && Number(value) >= least ? Number(value) : null;
  };
  const share = evaluated(texts.validationSplit);
  const shuffle = evaluated(texts.shuffle);
  return {
    epochs: count(texts.epochs, 1),
    batchSize: count(texts.batchSize, 1),
    validationSplit: typeof share === 'number' && share > 0 && share < 1 ? share : null,
    initialEpoch: count(texts.initialEpoch, 0),
    shuffle: typeof shuffle === 'boolean' ? shuffle : null,
    callbacks: [],
  };
}
