import type { LaunchPlan, PlanRequest } from '../protocol/launch.js';
import type { SourceModel } from '../protocol/source.js';
import type { CellAnchor } from './notebook/cellAnchors.js';

/** From the finder to its worker, one at a time. */
export interface FindRequest {
  readonly id: number;
  readonly file: string;
  readonly text: string;
}

/** From the planner to its worker, any number at a time. */
export interface PlanMessage {
  readonly id: number;
  readonly plan: PlanRequest;
}

/** What is found in a text. */
export interface Found {
  readonly models: readonly SourceModel[];
  /** Where a notebook's cells stand in its file; of other files none. */
  readonly anchors: readonly CellAnchor[];
}

/** The worker's answer; `error` is a stack for the log. */
export type FindAnswer = ({ readonly id: number } & Found) | { readonly id: number; readonly error: string };

export type PlanAnswer =
  | { readonly id: number; readonly plan: LaunchPlan }
  | { readonly id: number; readonly error: string };
