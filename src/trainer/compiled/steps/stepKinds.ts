import type { Optimizer, Tfjs, TrainingModel } from '../../../tfjs/tfjs.js';
import type { OwnCode } from '../../capture/ownCode.js';
import { fusedOptimizer } from '../graph/fusedOptimizers.js';
import type { CompiledProgram } from './compiledProgram.js';
import type { ProgramCache } from './programCache.js';
import type { Feed } from './stepFeed.js';
import { batchKind, StepIdentity } from './stepIdentity.js';
import { reasonOf, type StepKind } from './stepKind.js';

/** The kinds of steps that were met so far, by the model or the optimizer that they are of. */
export class StepKinds {
  private kinds = new WeakMap<object, Map<string, StepKind>>();

  constructor(
    private readonly tf: Tfjs,
    private readonly ownCode: OwnCode,
    private readonly programs: ProgramCache,
  ) {}

  ofBatch(model: TrainingModel, { tensors, rows }: Feed): StepKind {
    const kinds = this.kindsOf(model);
    const key = batchKind(tensors, rows);
    const kind = this.current(kinds.get(key)) ?? this.newKind(model);
    kinds.set(key, kind);
    return kind;
  }

  ofUpdate(optimizer: Optimizer): StepKind {
    const kinds = this.kindsOf(optimizer);
    const kind = kinds.get('') ?? made({ userCode: 'the training loop', otherwise: null }, null);
    kinds.set('', kind);
    return kind;
  }

  /** Makes the steps of a kind eager for good. */
  stayEager(kind: StepKind, why: string): void {
    this.forgetProgram(kind);
    kind.state = { kind: 'eager', reason: reasonOf(kind, why) };
  }

  /** Has the program of a kind made anew. */
  startAgain(kind: StepKind, state: 'cold' | 'traced'): void {
    this.forgetProgram(kind);
    kind.state = state === 'cold' ? { kind: 'cold' } : { kind: 'traced', first: null };
  }

  /** Forgets all of them. */
  clear(): void {
    this.kinds = new WeakMap();
  }

  /** Whether a program still stands for the steps of its kind; where it does not, it is made anew. */
  isUsable(kind: StepKind, program: CompiledProgram): boolean {
    const isWhole = kind.userCode !== null || program.hasAllItCaptured;
    if (program.outdated === null && isWhole) {
      this.programs.use(program);
      return true;
    }
    this.startAgain(kind, 'cold');
    return false;
  }

  private forgetProgram({ state }: StepKind): void {
    if (state.kind === 'compiled') this.programs.drop(state.program);
  }

  private kindsOf(owner: object): Map<string, StepKind> {
    let kinds = this.kinds.get(owner);
    if (!kinds) {
      kinds = new Map();
      this.kinds.set(owner, kinds);
    }
    return kinds;
  }

  /** The kind, if it is as it was. */
  private current(kind: StepKind | undefined): StepKind | null {
    if (!kind || (kind.identity?.change ?? null) === null) return kind ?? null;
    this.forgetProgram(kind);
    return null;
  }

  private newKind(model: TrainingModel): StepKind {
    const { optimizer_: optimizer } = model;
    const custom = fusedOptimizer(this.tf, optimizer, []) ? null : `custom optimizer ${optimizer.getClassName()}`;
    const found = this.ownCode.userCodeIn(model);
    const userCode = (found && this.ownCode.mustRun(model) ? found : null) ?? custom;
    return made({ userCode, otherwise: found }, userCode === null ? new StepIdentity(model) : null);
  }
}

function made(code: Pick<StepKind, 'userCode' | 'otherwise'>, identity: StepIdentity | null): StepKind {
  return { ...code, identity, state: { kind: 'cold' }, divergences: 0, restarts: 0, varying: new Set() };
}
