import type { Node } from '@babel/types';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { memberName } from '../javascript/names.js';
import { isCall, receiver, unwrap } from '../javascript/nodeKinds.js';

/** Whether an expression calls what makes a model: `model.add(...)`. */
export function isBuildingCall(expression: Node, analysis: FileAnalysis): boolean {
  const node = unwrap(expression);
  if (!isCall(node) || !/^(add|compile|pop|build)$/.test(memberName(node.callee) ?? '')) return false;
  const object = receiver(node);
  return !!object && analysis.modelsOf(object).length > 0;
}
