import type { Node } from '@babel/types';
import type { Write } from '../javascript/bindings.js';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { keyName, memberName } from '../javascript/names.js';
import { isCall, isFunction, unwrap } from '../javascript/nodeKinds.js';

/** The state of a component: a person sets it on the page. */
export function isState({ source }: Write): boolean {
  const call = source.kind === 'value' ? unwrap(source.value) : null;
  if (!call || !isCall(call)) return false;
  const name = call.callee.type === 'Identifier' ? call.callee.name : memberName(call.callee);
  return name === 'useState' || name === 'useReducer';
}

/** What a component's `data()` starts a field with that its methods read as `this.units`: the 12 of `data: () => ({ units: 12 })`. */
export function componentField(self: Node, [field]: readonly string[], { program }: FileAnalysis): Node | null {
  for (let node = program.parentOf(self); node; node = program.parentOf(node)) {
    const data = node.type === 'ObjectExpression' ? propertyOf(node, 'data') : null;
    if (!data) continue;
    const [made] = isFunction(data) ? program.returnsOf(data) : [data];
    const start = made && field !== undefined ? propertyOf(unwrap(made), field) : null;
    return start && isChosen(start) ? start : null;
  }
  return null;
}

function propertyOf(literal: Node, name: string): Node | null {
  if (literal.type !== 'ObjectExpression') return null;
  const found = literal.properties.find(
    (each) => each.type !== 'SpreadElement' && keyName(each.key, each.computed === true) === name,
  );
  return found?.type === 'ObjectProperty' ? unwrap(found.value) : (found ?? null);
}

/** Nothing, 0 and an empty text are there to be filled. */
const isChosen = (value: Node): boolean =>
  (value.type === 'NumericLiteral' || value.type === 'StringLiteral') && !!value.value;
