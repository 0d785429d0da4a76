import { layerNamed } from '../library/layerNames.js';
import type { PyModel } from '../values/values.js';

/** What a model is called: its own name, else the variable or attribute that it is assigned to where it is made. */
export function modelName(model: PyModel): string {
  const target = model.node.parent?.type === 'AssignStatement' ? model.node.parent.children[0] : undefined;
  const assigned = target?.type === 'VariableName' ? target.text : target?.child('PropertyName')?.text;
  return layerNamed(model) ?? assigned ?? 'sequential';
}
