import type { Node } from '@babel/types';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { unwrap } from '../javascript/nodeKinds.js';
import { enclosingClass } from '../javascript/scopes.js';
import { contains, walk } from '../javascript/syntax.js';
import { isBuildingCall } from './buildingCalls.js';
import type { Resolvability } from './resolvability.js';

interface Known {
  readonly analysis: FileAnalysis;
  readonly resolvability: Resolvability;
  /** The creation and the calls on the model. */
  readonly seeds: readonly Node[];
}

/**
 * In a function that is kept as a whole: statements that reach outside and make nothing of the model. A class that is kept as a whole keeps
 * all of its methods' statements.
 */
export function sideEffectsIn(unit: Node, { analysis, resolvability, seeds }: Known): Node[] {
  const found: Node[] = [];
  walk(unit, (node) => {
    if (node === unit || node.type !== 'ExpressionStatement') return;
    const owner = enclosingClass(node, analysis.program.parentOf);
    if (owner && contains(unit, owner)) return;
    const makesModel = seeds.some((seed) => contains(node, seed)) || isBuildingCall(node.expression, analysis);
    const assigns = unwrap(node.expression).type === 'AssignmentExpression';
    if (!makesModel && !assigns && !resolvability.of(node.expression)) found.push(node);
  });
  return found;
}
