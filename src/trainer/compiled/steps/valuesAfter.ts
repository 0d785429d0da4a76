import type { Variable } from '../../tfjs/tfjs.js';
import type { StepDescription } from '../graph/stepDescription.js';
import type { StepGraph } from '../graph/stepGraph.js';
import type { HeldVariables } from '../state/heldVariables.js';
import type { Binding, TensorId } from '../tensorflow/binding.js';
import type { ComparedValues } from './agreement.js';

/** What a session has of the variables that its step changed, beside what tfjs has of them. */
export function valuesAfter(
  step: StepDescription,
  graph: StepGraph,
  held: HeldVariables,
  binding: Binding,
): ComparedValues[] {
  const assigned = graph.variables.filter(({ variable }) => graph.assigned.has(variable));
  const ids = held.valuesOf(assigned);
  const values = assigned.map(({ variable }, index): ComparedValues => {
    const compiled = binding.tensorDataSync(ids[index] as TensorId);
    return { name: variable.name, ...partOf(step, variable), compiled, eager: variable.dataSync() };
  });
  for (const id of ids) binding.deleteTensor(id);
  return values;
}

function partOf({ trained, optimizer }: StepDescription, variable: Variable): Pick<ComparedValues, 'kind' | 'owner'> {
  for (const [index, { variable: owner }] of trained.entries()) {
    if (owner === variable) return { kind: 'weights', owner };
    const slot = optimizer?.slots(index)?.indexOf(variable) ?? -1;
    if (slot !== -1) return { kind: `slot ${slot}`, owner };
  }
  return { kind: 'other', owner: null };
}
