import type { StepSize } from '../../protocol/runFile.js';

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

export type Environment = Readonly<Record<string, string | undefined>>;

/** The user's own choice; null where the environment says nothing. */
export function choiceOf(variable: string, env: Environment): SettingChoice | null {
  const own = env[variable];
  return own ? { env: {}, reason: `${variable}=${own}, from the environment` } : null;
}
