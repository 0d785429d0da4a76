import type { Node } from '@babel/types';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { memberName } from '../javascript/names.js';
import { type Call, isCall, receiver, unwrap } from '../javascript/nodeKinds.js';

/** Whether an expression calls what makes a model: `model.add(...)`. */
export function isBuildingCall(expression: Node, analysis: FileAnalysis): boolean {
  const node = unwrap(expression);
  return isCall(node) && /^(add|compile|pop|build)$/.test(memberName(node.callee) ?? '') && isModelCall(node, analysis);
}

/** Whether a call is of a model's method, also on a parameter: what it does, it does to the model. */
export function isModelCall(call: Call, analysis: FileAnalysis): boolean {
  const object = receiver(call);
  return !!object && analysis.modelsOf(object).length > 0;
}
