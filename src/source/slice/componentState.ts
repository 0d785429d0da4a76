import type { Write } from '../javascript/bindings.js';
import { memberName } from '../javascript/names.js';
import { isCall, unwrap } from '../javascript/nodeKinds.js';

/** The state of a component: a person sets it on the page. */
export function isState({ source }: Write): boolean {
  const call = source.kind === 'value' ? unwrap(source.value) : null;
  if (!call || !isCall(call)) return false;
  const name = call.callee.type === 'Identifier' ? call.callee.name : memberName(call.callee);
  return name === 'useState' || name === 'useReducer';
}
