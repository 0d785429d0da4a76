import type { Binding, NodeBackend, TensorId, TensorValues } from '../../../tfjs/nodeBackend.js';
import type { Tensor, Variable } from '../../../tfjs/tfjs.js';
import type { SessionResource, SessionVariable } from '../graph/sessionVariables.js';
import { elements } from '../graph/variablePacks.js';
import type { Session } from '../tensorflow/session.js';
import { sameShape } from '../trace/sameValues.js';

/**
 * Takes values into a session and out of it. TensorFlow prepares a graph for each set of nodes that it is given or asked for, which takes
 * as long as hundreds of steps where there are many: several variables that share a resource go as one value, put together and taken apart
 * here, and resources are asked for in the same two sets each time, those of weights and those of what is kept for them.
 */
export class SessionValues {
  private readonly members: ReadonlyMap<SessionResource, readonly SessionVariable[]>;
  private readonly sets: readonly (readonly SessionResource[])[];
  /** Not the one that stands in its place while a step is traced, and would take what is made here for the step's. */
  private readonly binding: Binding;

  /** @param kept the variables that are no weights */
  constructor(
    private readonly backend: NodeBackend,
    private readonly session: Session,
    variables: readonly SessionVariable[],
    kept: ReadonlySet<Variable>,
  ) {
    this.binding = backend.binding;
    this.members = Map.groupBy(variables, ({ resource }) => resource);
    const isKept = (resource: SessionResource) => this.membersOf(resource).some(({ variable }) => kept.has(variable));
    this.sets = [...Map.groupBy(this.members.keys(), isKept).values()];
  }

  /**
   * Sets variables, and with each the others of its resource.
   * @param tensorOf the value of a variable
   */
  feed(variables: readonly SessionVariable[], tensorOf: (variable: Variable) => Tensor): void {
    const { backend, binding, session } = this;
    const resources = [...new Set(variables.map(({ resource }) => resource))];
    const made: TensorId[] = [];
    const ids = resources.map((resource) => {
      const members = this.membersOf(resource);
      const own = backend.getInputTensorIds(members.map(({ variable }) => tensorOf(variable)));
      if (members.every(isWhole)) return own[0] as TensorId;
      const whole = new Float32Array(elements(resource.shape));
      members.forEach(({ start }, index) => {
        whole.set(binding.tensorDataSync(own[index] as TensorId) as Float32Array, start);
      });
      const id = binding.createTensor([...resource.shape], resource.dtype, whole);
      made.push(id);
      return id;
    });
    const inputNames = resources.map(({ feedName }) => feedName).join();
    try {
      const outputs = session.run(ids, inputNames, resources.map(({ assignName }) => assignName).join());
      for (const { id } of outputs) binding.deleteTensor(id);
    } finally {
      for (const id of made) binding.deleteTensor(id);
    }
  }

  /** Handles of the session's values, to be deleted by the caller. */
  handles(variables: readonly SessionVariable[]): TensorId[] {
    const { binding } = this;
    return this.taken(variables, (resource, id) => {
      if (this.membersOf(resource).every(isWhole)) return () => id;
      const whole = this.read(id);
      return ({ shape, dtype, start }) =>
        binding.createTensor([...shape], dtype, whole.slice(start, start + elements(shape)));
    });
  }

  /** Numbers of the session's values. */
  numbers(variables: readonly SessionVariable[]): TensorValues[] {
    return this.taken(variables, (_, id) => {
      const whole = this.read(id);
      return ({ shape, start }) => whole.subarray(start, start + elements(shape));
    });
  }

  /** @param take what to do with the value of a resource, to get its members' */
  private taken<T>(
    variables: readonly SessionVariable[],
    take: (resource: SessionResource, id: TensorId) => (member: SessionVariable) => T,
  ): T[] {
    const { binding, session } = this;
    const wanted = new Set(variables.map(({ resource }) => resource));
    const given = new Map<SessionResource, (member: SessionVariable) => T>();
    for (const set of this.sets) {
      if (!set.some((resource) => wanted.has(resource))) continue;
      const outputs = session.run([], '', set.map(({ fetchName }) => fetchName).join());
      for (const [index, resource] of set.entries()) {
        const { id } = outputs[index] as (typeof outputs)[number];
        if (wanted.has(resource)) given.set(resource, take(resource, id));
        else binding.deleteTensor(id);
      }
    }
    return variables.map((variable) => (given.get(variable.resource) as (member: SessionVariable) => T)(variable));
  }

  private read(id: TensorId): TensorValues {
    const { binding } = this;
    const values = binding.tensorDataSync(id);
    binding.deleteTensor(id);
    return values;
  }

  private membersOf(resource: SessionResource): readonly SessionVariable[] {
    return this.members.get(resource) ?? [];
  }
}

/** Whether the resource is just the variable's value, in its shape. */
const isWhole = ({ shape, resource }: SessionVariable): boolean => sameShape(shape, resource.shape);
