import type { DepthAnswer } from '../protocol/depth/answers.js';
import type { DepthQuestion } from '../protocol/depth/question.js';
import type { LayerSummary, VariableSummary } from '../protocol/fit.js';
import type { RunRequest } from '../protocol/runRequest.js';

/** An edit that a lesson offers. */
export interface DepthFix {
  /** In the imperative, such as `Replace 3 layers with one`. */
  readonly title: string;
  make(): Promise<unknown>;
}

/** The model that lessons are about. */
export interface DepthModel {
  readonly name: string;
  /** Such as `train.js:12`. */
  readonly place: string;
  /** How it is run as it is now; null where the person gave up, or was told why it cannot be run. */
  request(): Promise<RunRequest | null>;
  /** Asks for other data, and keeps them for the model. @returns whether they were chosen */
  chooseData(): Promise<boolean>;
  /** What helps where its layers collapse, on the text as it is now. */
  fixes(): Promise<readonly DepthFix[]>;
}

/** What a lesson has come to. */
export interface LessonState {
  readonly question: DepthQuestion;
  readonly isBusy: boolean;
  readonly answer: DepthAnswer | null;
  /** Why there is none, or none any more. */
  readonly failure: string | null;
  /** Of the model as it was measured. */
  readonly layers: readonly LayerSummary[];
  readonly variables: readonly VariableSummary[];
  readonly fixes: readonly DepthFix[];
}
