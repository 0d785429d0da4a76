import type { RecordedFit } from '../../tap/recordedFit.js';
import type { MeaningfulTrace } from '../trace/stepTrace.js';
import type { CompiledProgram } from './compiledProgram.js';
import type { StepIdentity } from './stepIdentity.js';
import type { VerificationClock } from './verificationClock.js';

/** How far a kind of step has come. */
export type StepState =
  /** Its first steps make the optimizer's variables and warm everything up. */
  | { readonly kind: 'cold' }
  | { readonly kind: 'traced'; readonly first: MeaningfulTrace | null }
  | { readonly kind: 'compiled'; readonly program: CompiledProgram; readonly clock: VerificationClock }
  | { readonly kind: 'eager'; readonly reason: string };

/** Steps of one model, or of one optimizer, on batches of one kind. */
export interface StepKind {
  /** What of the step is code that has to run for each batch, the user's as a rule; null where nothing is. */
  userCode: string | null;
  /** What of it has to run where the step cannot be repeated without its code after all; null where that makes the step eager. */
  readonly otherwise: string | null;
  /** Tells a change of what a step of tfjs's own code does; null where the user's code runs for each batch anyway. */
  readonly identity: StepIdentity | null;
  state: StepState;
  /** Replayed steps in a row that were not the graph's. */
  divergences: number;
  /** Times that it was traced anew because it began with another operation. */
  restarts: number;
  /** Numbers that are fed because they were no constants after all, as indices into the trace's. */
  readonly varying: Set<number>;
}

/** Why a step is eager, as half a sentence that names what of it is the user's. */
export function reasonOf({ userCode }: StepKind, why: string): string {
  if (userCode === null) return why.replace(/^it /, 'the step ').replace(/^its /, "the step's ");
  return why.startsWith('it ') ? `${userCode} ${why.slice(3)}` : `${userCode}: ${why}`;
}

export function tellMode(session: RecordedFit, { state }: StepKind): void {
  if (state.kind === 'eager') session.tellMode(state.reason);
  if (state.kind === 'compiled') session.tellMode(null);
}
