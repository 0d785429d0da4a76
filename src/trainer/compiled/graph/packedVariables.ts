import type { Variable } from '../../../tfjs/tfjs.js';
import type { GraphBuilder, Ref } from '../tensorflow/graphBuilder.js';
import { Vectors } from '../tensorflow/vectors.js';
import type { Source } from '../trace/trace.js';
import type { SummedGroup } from './gradientSums.js';
import type { FusedOptimizer } from './optimizers/fusedOptimizer.js';
import type { SessionVariables } from './sessionVariables.js';
import type { StepDescription } from './stepDescription.js';
import type { TracedOps } from './tracedOps.js';
import { type VariablePack, variablePacks } from './variablePacks.js';

export interface PackContext {
  readonly graph: GraphBuilder;
  readonly step: StepDescription;
  readonly variables: SessionVariables;
  readonly ops: TracedOps;
}

/** The trained variables that share resources, with their gradients and their update. */
export class PackedVariables {
  /** By indices into the trained variables. */
  readonly packs: VariablePack[] = [];
  private readonly members = new Set<number>();
  private readonly gradients = new Map<VariablePack, Ref>();
  private readonly vectors: Vectors;

  constructor(private readonly context: PackContext) {
    this.vectors = new Vectors(context.graph);
  }

  has(index: number): boolean {
    return this.members.has(index);
  }

  /** Has small variables share resources, where the update is one operation for each. */
  pack(): void {
    const { optimizer, trained, measured } = this.context.step;
    if (!optimizer) return;
    for (const index of trained.keys()) {
      for (const [at, slot] of (optimizer.slots(index) ?? []).entries()) {
        const storage = optimizer.storage[at];
        if (storage) this.context.variables.store(slot, storage);
      }
    }
    const places = trained.flatMap(({ gradient }, index) => (gradient ? [index] : []));
    const once = new Set(measured.map(({ index }) => index));
    if (
      this.context.step.withStatistics &&
      (once.size !== measured.length || !places.every((index) => once.has(index)))
    )
      return;
    const variableAt = (index: number) => trained[index]?.variable as Variable;
    for (const { kind, members } of variablePacks(places.map((index) => variableAt(index).shape))) {
      const indices = members.map((member) => places[member] ?? 0);
      const slots = indices.map((index) => optimizer.slots(index) ?? []);
      this.context.variables.pack(kind, indices.map(variableAt));
      for (const [slot] of (slots[0] ?? []).entries()) {
        const ofMembers = slots.map((own) => own[slot] as Variable);
        this.context.variables.pack(kind, ofMembers);
      }
      this.packs.push({ kind, members: indices });
      for (const index of indices) this.members.add(index);
    }
  }

  /** What is added up of the packs. @param placeOf a trained variable's place among the measured ones */
  summed(placeOf: (index: number) => number): SummedGroup[] {
    const { step, variables } = this.context;
    return this.packs.map((pack) => {
      const own = pack.members.map((index) => step.trained[index]?.variable as Variable);
      const before = variables.of(own[0] as Variable).whole;
      const shapes = own.map(({ shape }) => shape);
      const after = packAfterName(pack);
      return {
        kind: pack.kind,
        members: pack.members.map(placeOf),
        shapes,
        gradient: this.gradientOf(pack),
        before,
        after,
      };
    });
  }

  /** Updates a pack in one operation. @returns its node */
  update(pack: VariablePack, update: ReturnType<FusedOptimizer['begin']>): Ref {
    const { graph, step, variables, ops } = this.context;
    const { vectors } = this;
    const own = pack.members.map((index) => step.trained[index]?.variable as Variable);
    const first = variables.of(own[0] as Variable);
    const updated = update(pack.members[0] ?? 0, first, this.gradientOf(pack));
    const value = graph.type('dtype', graph.binding.TF_FLOAT);
    const after = graph.op('ReadVariableOp', [first.handle, `^${updated}`], [value], packAfterName(pack));
    const shapes = own.map(({ shape }) => shape);
    const each = pack.kind === 'flat' ? vectors.split(after, shapes) : vectors.unstacked(after, own.length);
    for (const [index, variable] of own.entries()) {
      const assigned = step.trace.assigned.find((candidate) => candidate.variable === variable);
      if (assigned) ops.alias(assigned.value, each[index] as Ref);
    }
    return updated;
  }

  /** The gradients of a pack's members, put together as the pack is. */
  private gradientOf(pack: VariablePack): Ref {
    const known = this.gradients.get(pack);
    if (known !== undefined) return known;
    const own = pack.members.map((index) => this.context.step.trained[index] as StepDescription['trained'][number]);
    const gradients = own.map(({ gradient }) => this.context.ops.ref(gradient as Source));
    const shapes = own.map(({ variable }) => variable.shape);
    const made = pack.kind === 'flat' ? this.vectors.flat(gradients, shapes) : this.vectors.stacked(gradients);
    this.gradients.set(pack, made);
    return made;
  }
}

function packAfterName({ members }: VariablePack): Ref {
  return `pack_after${members[0]}`;
}
