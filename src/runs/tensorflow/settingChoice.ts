import type { StepSize } from './stepSize.js';

/** The size of a step, and how it is known. */
export interface SizedStep extends StepSize {
  readonly from: 'source' | 'last run';
}

/** How one of TensorFlow's settings stands, which it reads from the environment once, when it loads. */
export interface SettingChoice {
  /** To go under the user's own environment; empty where TensorFlow or the user decides. */
  readonly env: Readonly<Record<string, string>>;
  /** For the log. */
  readonly reason: string;
}
