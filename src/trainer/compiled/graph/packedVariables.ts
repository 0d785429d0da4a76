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
  /** Where the gradients of a pack's members are kept; missing where they are not. */
  private readonly last = new Map<VariablePack, readonly Variable[]>();
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
    const lastGradients = new Map(measured.map(({ index, lastGradient }) => [index, lastGradient]));
    for (const { kind, members } of variablePacks(places.map((index) => variableAt(index).shape))) {
      const indices = members.map((member) => places[member] ?? 0);
      const slots = indices.map((index) => optimizer.slots(index) ?? []);
      this.context.variables.pack(kind, indices.map(variableAt));
      for (const [slot] of (slots[0] ?? []).entries()) {
        const ofMembers = slots.map((own) => own[slot] as Variable);
        this.context.variables.pack(kind, ofMembers);
      }
      const pack: VariablePack = { kind, members: indices };
      const last = indices.flatMap((index) => lastGradients.get(index) ?? []);
      if (last.length === indices.length) {
        this.context.variables.pack(kind, last);
        this.last.set(pack, last);
      }
      this.packs.push(pack);
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
      const [last] = this.last.get(pack) ?? [];
      return {
        kind: pack.kind,
        members: pack.members.map(placeOf),
        shapes,
        gradient: this.gradientOf(pack),
        last: last ? variables.of(last).whole : null,
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

  /** Keeps the packs' gradients for the next step. @returns for each pack the node, and the variables that have them then */
  keepGradients(learningRate: Ref): { readonly kept: Ref; readonly variables: readonly Variable[] }[] {
    const { graph, variables } = this.context;
    return [...this.last].map(([pack, last]) => {
      const { handle, whole } = variables.of(last[0] as Variable);
      const inputs = [handle, this.gradientOf(pack), `^${whole}`, `^${learningRate}`];
      const kept = graph.op('AssignVariableOp', inputs, [graph.type('dtype', graph.binding.TF_FLOAT)]);
      return { kept, variables: last };
    });
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
