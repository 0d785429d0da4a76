import type { Node } from '@babel/types';
import { tfjsLayerClass } from '../../layers/catalogue.js';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { keyName, memberName } from '../javascript/names.js';
import { type Call, isCall, isLoop, receiver } from '../javascript/nodeKinds.js';
import type { ParentOf } from '../javascript/syntax.js';
import { elementReads, readsOfProperty, readsOfTarget, readsOfVariable } from './readsOf.js';

/** What a value is used for. */
export interface Use {
  /**
   * Option of a layer, of `compile` or of an optimizer: `units`. Besides: `loop` for how often something is repeated, `list` for
   * what is gone through, `condition`, `layer` for what is added to a model, `options` for all options of a call or some of them.
   */
  readonly option: string;
  /** Class of the layer whose option it is. */
  readonly className: string | null;
  readonly layer: Node | null;
  readonly element: ElementPlace | null;
  /** For `list`. */
  readonly elements: ListElements | null;
  /** For `options`: those that the same object has beside them. */
  readonly written: readonly string[];
  /** Whether the value itself is used, and nothing that is computed or taken out of it. */
  readonly asIs: boolean;
  /** For a person: `units of Dense`. */
  readonly words: string;
}

/** Place in an array that is the option's value; `spread` where the value gives the array several elements. */
interface ElementPlace {
  readonly index: number;
  readonly length: number;
  readonly spread: boolean;
}

/** What a loop does with each element of its list: the properties that it reads, and what the elements are used for. */
interface ListElements {
  readonly members: readonly (readonly string[])[];
  readonly uses: readonly Use[];
}

/** How many variables, properties and parameters a value may go through. */
const MAX_HOPS = 4;
const COMPARES = /^([!=]==?|[<>]=?|instanceof|in)$/;
const ITERATES = /^(forEach|map|flatMap|filter|reduce|entries)$/;

const HANDS_ON =
  /^(ArrayExpression|AwaitExpression|TSNonNullExpression|TSAsExpression|TSSatisfiesExpression|ParenthesizedExpression)$/;

const ROUNDS = plain('loop', 'the number of iterations');
const CONDITION = plain('condition', 'a condition');

interface Search {
  readonly place: Node;
  readonly analysis: FileAnalysis;
  readonly parentOf: ParentOf;
  /** Uses of the places that read the value on. */
  readonly follow: (reads: readonly Node[]) => Use[];
  element: ElementPlace | null;
  spread: boolean;
  /** Whether the value is a list of which one is taken. */
  isIndexed: boolean;
}

/** Uses; `further` where a parent hands the value on as it is, or computes something of it. */
type Found = readonly Use[] | 'further';

/** What an expression is used for: there, or through the variables, properties and parameters that take its value. */
export function usesOf(place: Node, analysis: FileAnalysis, hops = 0): readonly Use[] {
  const { parentOf } = analysis.program;
  const follow = (reads: readonly Node[]): Use[] =>
    hops < MAX_HOPS ? reads.filter((read) => read !== place).flatMap((read) => usesOf(read, analysis, hops + 1)) : [];
  const search: Search = { place, analysis, parentOf, follow, element: null, spread: false, isIndexed: false };
  let asIs = true;
  for (let child = place, parent = parentOf(child); parent; child = parent, parent = parentOf(parent)) {
    const uses = usesIn(parent, child, search);
    if (uses !== 'further') {
      const found = search.isIndexed ? uses.map(asElement) : uses;
      return asIs ? found : found.map((use) => ({ ...use, asIs }));
    }
    asIs &&= HANDS_ON.test(parent.type);
  }
  return [];
}

function usesIn(parent: Node, child: Node, search: Search): Found {
  const { analysis, follow } = search;
  switch (parent.type) {
    case 'SpreadElement':
    case 'ArrayExpression':
      return inLiteral(parent, child, search);
    case 'ObjectProperty':
      return inOption(parent, child, search);
    case 'VariableDeclarator':
      return parent.init === child && parent.id.type === 'Identifier'
        ? placed(follow(readsOfVariable(parent.id, analysis)), search.element)
        : [];
    case 'AssignmentExpression':
      return parent.right === child ? placed(follow(readsOfTarget(parent.left, analysis)), search.element) : [];
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return inMember(parent, child, search);
    default:
      return isCall(parent) && parent.callee !== child
        ? asArgument(parent, child, search)
        : inStatement(parent, child, search);
  }
}

/** Uses of an array, seen from one of its elements. */
function placed(uses: readonly Use[], element: ElementPlace | null): readonly Use[] {
  return element ? uses.map((use) => (use.element ? use : { ...use, element })) : uses;
}

function inLiteral(parent: Node, child: Node, search: Search): Found {
  if (parent.type === 'ArrayExpression') {
    const index = parent.elements.findIndex((each) => Object.is(each, child));
    search.element = { index, length: parent.elements.length, spread: search.spread };
    return 'further';
  }
  const around = search.parentOf(parent);
  search.spread = around?.type !== 'ObjectExpression';
  if (search.spread) return 'further';
  const call = callOfOptions(around, search.parentOf);
  return call ? [{ ...describe('options', call, null, search.analysis), written: namesIn(around) }] : [];
}

/** The names of an object literal's own properties. */
function namesIn(object: Node | undefined): string[] {
  if (object?.type !== 'ObjectExpression') return [];
  return object.properties.flatMap((each) => {
    const name = each.type === 'SpreadElement' ? null : keyName(each.key, each.computed === true);
    return name === null ? [] : [name];
  });
}

function inOption(property: Extract<Node, { type: 'ObjectProperty' }>, child: Node, search: Search): Found {
  const name = property.value === child ? keyName(property.key, property.computed === true) : null;
  if (name === null) return [];
  const object = search.parentOf(property);
  const call = callOfOptions(object, search.parentOf);
  const reads = call || !object ? [] : search.follow(readsOfProperty(object, name, search.analysis));
  return reads.length > 0 ? placed(reads, search.element) : [describe(name, call, search.element, search.analysis)];
}

function inMember(
  member: Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }>,
  child: Node,
  search: Search,
): Found {
  if (member.object !== child) return [];
  if (child === search.place && member.computed && member.property.type !== 'StringLiteral') search.isIndexed = true;
  const call = search.parentOf(member);
  return call && isCall(call) && ITERATES.test(memberName(member) ?? '') ? [listUse(call, search)] : 'further';
}

/** A call such as `parseInt` computes something of its argument. */
function asArgument(call: Call, argument: Node, { analysis, element, follow }: Search): Found {
  const path = analysis.paths.of(call.callee);
  if (path) return [describe(path[0] === 'layers' ? 'options' : (path.at(-1) ?? ''), call, element, analysis)];
  const object = receiver(call);
  if (object && analysis.modelsOf(object).length > 0) {
    const method = memberName(call.callee);
    if (method === 'add') return [{ ...plain('layer', 'a layer of the model'), layer: call }];
    return method === 'compile' ? [plain('compileOptions', 'options of compile')] : [];
  }
  const [called] = analysis.origins.graph.functionsOf(call);
  if (!called) return 'further';
  const parameter = called.params[call.arguments.findIndex((each) => Object.is(each, argument))];
  const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
  return name?.type === 'Identifier' ? follow(readsOfVariable(name, analysis)) : [];
}

function inStatement(parent: Node, child: Node, search: Search): Found {
  switch (parent.type) {
    case 'ForStatement':
      return [ROUNDS];
    case 'ForOfStatement':
      return parent.right === child ? [listUse(parent, search)] : [];
    case 'BinaryExpression': {
      if (!COMPARES.test(parent.operator)) return 'further';
      const around = search.parentOf(parent);
      return around && isLoop(around) ? [ROUNDS] : [];
    }
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test === child ? [CONDITION] : 'further';
    default:
      return isLoop(parent) || /Statement$/.test(parent.type) ? [] : 'further';
  }
}

/** The call whose options an object literal holds; undefined where a variable keeps it. */
function callOfOptions(object: Node | undefined, parentOf: ParentOf): Call | undefined {
  let node = object && parentOf(object);
  while (node && !isCall(node) && /^(TS|Paren|Spread|Object|Conditional|Logical)/.test(node.type))
    node = parentOf(node);
  return node && isCall(node) ? node : undefined;
}

function describe(option: string, call: Call | undefined, element: Use['element'], analysis: FileAnalysis): Use {
  const path = call ? analysis.paths.of(call.callee) : null;
  const className = path?.[0] === 'layers' && path[1] ? tfjsLayerClass(path[1]) : null;
  const isRate = path?.[0] === 'train' && call?.arguments[0]?.type !== 'ObjectExpression';
  return {
    option: path?.[0] === 'sequential' && option === 'options' ? 'sequential' : option,
    className,
    layer: className && call ? call : null,
    element,
    elements: null,
    written: [],
    asIs: true,
    words: isRate ? `the learning rate of ${option}` : className ? `${option} of ${className}` : option,
  };
}

/** The use of a list of which one element is used so. */
const asElement = (use: Use): Use => ({ ...plain('list', use.words), elements: { members: [], uses: [use] } });

function listUse(owner: Node, { analysis, parentOf, follow }: Search): Use {
  const reads = elementReads(owner, analysis);
  const members = reads.map((read) => membersBehind(read, parentOf)).filter((path) => path.length > 0);
  return { ...plain('list', 'the list that a loop iterates over'), elements: { members, uses: follow(reads) } };
}

/** `['kernel', 'shape']` for `layer` in `layer.kernel.shape`; ends before what is called. */
function membersBehind(read: Node, parentOf: ParentOf): string[] {
  const names: string[] = [];
  for (let child = read, parent = parentOf(child); parent; child = parent, parent = parentOf(parent)) {
    const name = 'object' in parent && parent.object === child ? memberName(parent) : null;
    const call = parentOf(parent);
    if (name === null || (call && isCall(call) && call.callee === parent)) break;
    names.push(name);
  }
  return names;
}

function plain(option: string, words: string): Use {
  return { option, className: null, layer: null, element: null, elements: null, written: [], asIs: true, words };
}
