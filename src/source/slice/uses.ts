import type { Node } from '@babel/types';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { layerClassName } from '../javascript/layerClasses.js';
import { keyName, memberName } from '../javascript/names.js';
import { type Call, isCall } from '../javascript/nodeKinds.js';
import type { ParentOf } from '../javascript/syntax.js';
import { isLoop } from './units.js';
import { readsOf } from './variableReads.js';

/** What a value is used for. */
export interface Use {
  /** Option of a layer, of `compile` or of an optimizer: `units`; `loop` for how often something is repeated, `list` for what is gone through. */
  readonly option: string;
  /** Class of the layer whose option it is. */
  readonly className: string | null;
  readonly layer: Node | null;
  /** Place in an array that is the option's value, and the array's length. */
  readonly element: { readonly index: number; readonly length: number } | null;
  /** For a person: `units of Dense`. */
  readonly words: string;
}

/** How many variables and parameters a value may go through. */
const MAX_HOPS = 4;

const ROUNDS = own('loop', 'the number of rounds');
const LIST = own('list', 'the list that is gone through');
const CONDITION = own('condition', 'a condition');

/** What an expression is used for: there, or through the variables and parameters that take its value. */
export function usesOf(place: Node, analysis: FileAnalysis, hops = 0): Use[] {
  const { parentOf } = analysis.program;
  let element: Use['element'] = null;
  for (let child = place, parent = parentOf(child); parent; child = parent, parent = parentOf(parent)) {
    const passed = child;
    if (parent.type === 'ArrayExpression') {
      element = { index: parent.elements.findIndex((each) => Object.is(each, passed)), length: parent.elements.length };
      continue;
    }
    const uses = usesIn(parent, child, { element, analysis, place, hops });
    if (uses !== 'further') return uses;
  }
  return [];
}

interface Search {
  readonly element: Use['element'];
  readonly analysis: FileAnalysis;
  readonly place: Node;
  readonly hops: number;
}

/** What the parent makes of a value; `further` where it hands the value on. */
function usesIn(parent: Node, child: Node, search: Search): Use[] | 'further' {
  if (parent.type === 'ObjectProperty') return optionUse(parent, child, search);
  if (parent.type === 'VariableDeclarator') {
    const isValue = parent.init === child && parent.id.type === 'Identifier';
    return isValue ? usesOfReads(parent.id, search) : [];
  }
  if (isCall(parent) && parent.callee !== child) return argumentUses(parent, child, search);
  const use = useInStatement(parent, child);
  return use === 'further' ? use : use ? [use] : [];
}

/** What a statement or operator makes of a value; `further` where it hands the value on. */
function useInStatement(parent: Node, child: Node): Use | null | 'further' {
  switch (parent.type) {
    case 'ForStatement':
      return ROUNDS;
    case 'ForOfStatement':
      return parent.right === child ? LIST : null;
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test === child ? CONDITION : 'further';
    case 'MemberExpression':
      if (parent.object !== child) return null;
      return /^(forEach|map|flatMap|filter|reduce)$/.test(memberName(parent) ?? '') ? LIST : 'further';
    case 'AssignmentExpression':
      return null;
    default:
      return isLoop(parent) || /Statement$/.test(parent.type) ? null : 'further';
  }
}

function optionUse(
  property: Extract<Node, { type: 'ObjectProperty' }>,
  child: Node,
  { element, analysis }: Search,
): Use[] {
  const name = property.value === child ? keyName(property.key, property.computed === true) : null;
  const call = callOfOptions(analysis.program.parentOf(property), analysis.program.parentOf);
  return name !== null && call ? [describe(name, call, element, analysis)] : [];
}

/** A call such as `parseInt` hands its argument on. */
function argumentUses(call: Call, child: Node, search: Search): Use[] | 'further' {
  const { element, analysis } = search;
  const path = analysis.paths.of(call.callee);
  if (path && path[0] !== 'layers') return [describe(path.at(-1) ?? '', call, element, analysis)];
  const [called] = analysis.origins.graph.functionsOf(call);
  if (!called) return 'further';
  const parameter = called.params[call.arguments.findIndex((each) => Object.is(each, child))];
  return parameter?.type === 'Identifier' ? usesOfReads(parameter, search) : [];
}

function usesOfReads(declared: Node, { place, analysis, hops }: Search): Use[] {
  if (hops >= MAX_HOPS) return [];
  return readsOf(declared, place, analysis.program).flatMap((read) => usesOf(read, analysis, hops + 1));
}

/** The call whose options an object literal holds. */
function callOfOptions(object: Node | undefined, parentOf: ParentOf): Call | undefined {
  let node = object && parentOf(object);
  while (node && !isCall(node) && /^(TS|Paren|Spread|Conditional|Logical)/.test(node.type)) node = parentOf(node);
  return node && isCall(node) ? node : undefined;
}

function describe(option: string, call: Call, element: Use['element'], analysis: FileAnalysis): Use {
  const path = analysis.paths.of(call.callee);
  const className = path?.[0] === 'layers' && path[1] ? layerClassName(path[1]) : null;
  const words = className ? `${option} of ${className}` : option;
  return { option, className, layer: className ? call : null, element, words };
}

function own(option: string, words: string): Use {
  return { option, className: null, layer: null, element: null, words };
}
