import type { Node } from '@babel/types';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { memberName } from '../javascript/names.js';
import { isCall } from '../javascript/nodeKinds.js';
import { ITERATION } from './openPlaces.js';
import type { Resolvability } from './resolvability.js';

/** Whether what is read of a value is open though the value itself is known: the length of a list that is filled elsewhere. */
export function leadsToOpen(value: Node, { program }: FileAnalysis, resolvability: Resolvability): boolean {
  for (let child = value, parent = program.parentOf(child); parent; child = parent, parent = program.parentOf(parent)) {
    if (isCall(parent) && parent.callee === child) continue;
    if (parent.type !== 'MemberExpression' && parent.type !== 'OptionalMemberExpression') return false;
    if (parent.object !== child || ITERATION.test(memberName(parent) ?? '')) return false;
    if (!resolvability.of(parent)) return true;
  }
  return false;
}
