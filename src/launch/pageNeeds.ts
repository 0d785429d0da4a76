import type { Node } from '@babel/types';
import type { FileAnalysis } from '../source/javascript/fileAnalysis.js';
import { isNodeGlobal } from '../source/slice/knownGlobals.js';

/** What of TensorFlow.js a page's script reads from the page's own address, or shows. */
const OF_PAGE = /^(?:load\w*|io|browser)$/;
const DATA_OF_PAGE = /^(?:csv|webcam|microphone)$/;

/** Whether an expression in a page's script needs the page, or another script of it: a name that neither the file, Node nor TensorFlow.js has. */
export function needsPage(node: Node, { program, paths }: FileAnalysis): boolean {
  const [first = '', second = ''] = paths.of(node) ?? [];
  if (OF_PAGE.test(first) || (first === 'data' && DATA_OF_PAGE.test(second))) return true;
  if (node.type !== 'Identifier' || node.name === 'tf' || isNodeGlobal(node.name)) return false;
  return !isName(node, program.parentOf(node)) && !program.scopes.lookUp(node.name, node, program.parentOf);
}

/** Whether an identifier is a property's, a key's or a label's name, and reads nothing. */
function isName(node: Node, parent: Node | undefined): boolean {
  if (!parent) return false;
  const isComputed = 'computed' in parent && parent.computed === true;
  if ('property' in parent && parent.property === node) return !isComputed;
  if ('key' in parent && parent.key === node) return !isComputed;
  return 'label' in parent && parent.label === node;
}
