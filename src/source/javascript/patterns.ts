import type { Node } from '@babel/types';
import { keyName } from './names.js';

/** Calls back for each name that a declaration or assignment target gives a value, with the path that destructuring takes. */
export function forEachTarget(
  target: Node,
  callback: (target: Node, path: readonly string[]) => void,
  path: readonly string[] = [],
): void {
  switch (target.type) {
    case 'Identifier':
    case 'MemberExpression':
      callback(target, path);
      return;
    case 'TSParameterProperty':
      forEachTarget(target.parameter, callback, path);
      return;
    case 'AssignmentPattern':
      forEachTarget(target.left, callback, path);
      return;
    case 'ArrayPattern':
      target.elements.forEach((element, index) => {
        if (element && element.type !== 'RestElement') forEachTarget(element, callback, [...path, String(index)]);
      });
      return;
    case 'ObjectPattern':
      for (const property of target.properties) {
        if (property.type === 'RestElement') continue;
        const key = keyName(property.key, property.computed === true);
        if (key !== null) forEachTarget(property.value, callback, [...path, key]);
      }
      return;
    default:
  }
}
