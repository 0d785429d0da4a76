import type { Node } from '@babel/types';
import type { FileAnalysis } from './fileAnalysis.js';
import type { Creation } from './modelCreations.js';
import { memberName } from './names.js';
import { isCall, receiver, unwrap } from './nodeKinds.js';

/** Where `trainable` of a model, or of one of its layers (`model.layers[0]`, `model.getLayer('a')`), is given a value. */
export function freezesOf(analysis: FileAnalysis, creation: Creation): Node[] {
  const writes = analysis.program.propertyWrites.get('trainable') ?? [];
  return writes.flatMap(({ object, at }) => (isOf(analysis, object, creation) ? [at] : []));
}

function isOf(analysis: FileAnalysis, object: Node, creation: Creation): boolean {
  const owner = ownerOfLayer(unwrap(object)) ?? object;
  return analysis.modelsOf(owner).some((reference) => reference.creation === creation);
}

/** The model of `model.layers[0]` or `model.getLayer('a')`; undefined for any other expression. */
function ownerOfLayer(node: Node): Node | undefined {
  if (isCall(node)) return memberName(node.callee) === 'getLayer' ? receiver(node) : undefined;
  if (node.type !== 'MemberExpression' || memberName(node.object) !== 'layers') return undefined;
  return node.object.type === 'MemberExpression' ? node.object.object : undefined;
}
