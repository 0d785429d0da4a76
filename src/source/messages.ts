import type { LaunchPlan, PlanRequest } from '../protocol/launch.js';
import type { SourceModel } from '../protocol/source.js';

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

/** The worker's answer; `error` is a stack for the log. */
export type FindAnswer =
  | { readonly id: number; readonly models: readonly SourceModel[] }
  | { readonly id: number; readonly error: string };

export type PlanAnswer =
  | { readonly id: number; readonly plan: LaunchPlan }
  | { readonly id: number; readonly error: string };
