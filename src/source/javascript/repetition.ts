import type { Node } from '@babel/types';
import type { FileAnalysis } from './fileAnalysis.js';
import { memberName } from './names.js';
import { isCall, isFunction, isLoop } from './nodeKinds.js';
import { contains } from './syntax.js';

const iterates = new Set(['forEach', 'map', 'flatMap', 'from', 'reduce', 'times', 'each']);

/** How many helpers may lie between a loop and the layer. */
const MAX_HOPS = 6;

/** Whether an expression runs more than once for one model: in a loop that the model is not in itself, also through helper functions. */
export function isRepeated(node: Node, creation: Node, analysis: FileAnalysis, hops = MAX_HOPS): boolean {
  const { parentOf } = analysis.program;
  for (let child = node, parent = parentOf(child); parent; child = parent, parent = parentOf(parent)) {
    if (contains(parent, creation)) return false;
    if (isLoop(parent) && parent.body === child) return true;
    if (!isFunction(parent)) continue;
    const call = parentOf(parent);
    if (call && isCall(call) && call.arguments.some((argument) => argument === parent)) {
      if (iterates.has(memberName(call.callee) ?? '')) return true;
      continue;
    }
    if (hops === 0) return false;
    return analysis.origins.graph.callersOf(parent).some((caller) => isRepeated(caller, creation, analysis, hops - 1));
  }
  return false;
}
