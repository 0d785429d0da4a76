import type { Node } from '@babel/types';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { memberName } from '../javascript/names.js';
import { ITERATION } from './openPlaces.js';
import type { Resolvability } from './resolvability.js';

/** Whether what is read of a value is open though the value itself is known: the length of a list that is filled elsewhere. */
export function leadsToOpen(value: Node, { program }: FileAnalysis, resolvability: Resolvability): boolean {
  const parent = program.parentOf(value);
  const isRead =
    (parent?.type === 'MemberExpression' || parent?.type === 'OptionalMemberExpression') && parent.object === value;
  return isRead && !ITERATION.test(memberName(parent) ?? '') && !resolvability.of(parent);
}
