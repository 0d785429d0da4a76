import { assignmentOf } from '../syntax/assignments.js';
import { comprehensionOf } from '../syntax/comprehensions.js';
import type { Items } from '../syntax/items.js';
import { type PythonNode, walk } from '../syntax/node.js';

/** A statement that gives a name a value. */
interface Binding {
  readonly at: PythonNode;
  /** Null where it is not a plain `name = value`. */
  readonly value: PythonNode | null;
}

const SCOPES: ReadonlySet<string> = new Set(['FunctionDefinition', 'LambdaExpression', 'ClassDefinition', 'Script']);
const LOOPS: ReadonlySet<string> = new Set(['ForStatement', 'WhileStatement']);
const FUNCTIONS: ReadonlySet<string> = new Set(['FunctionDefinition', 'ClassDefinition']);

/** A call's brackets may hold a generator. */
const COMPREHENSIONS: ReadonlySet<string> = new Set([
  'ArrayComprehensionExpression',
  'SetComprehensionExpression',
  'DictionaryComprehensionExpression',
  'ComprehensionExpression',
  'ArgList',
]);

/** Names that stand for names that stand for names. */
const MAX_STEPS = 8;

/** Which expression a name certainly stands for: the one that was assigned last before, with no branch, loop or other function between. */
export class CertainValues {
  private readonly byScope = new Map<PythonNode, Map<string, Binding[]>>();
  /** Names of which a member or element is used: a list of that name may grow. */
  private readonly opened = new Set<string>();

  constructor(root: PythonNode) {
    for (const node of walk(root)) this.index(node);
  }

  /** The expression that a name certainly stands for; others, and names that are not certain, are themselves. */
  followed(expression: PythonNode, steps = MAX_STEPS): PythonNode {
    if (expression.type !== 'VariableName' || steps === 0) return expression;
    const value = this.valueOf(expression);
    if (!value) return expression;
    const grows = /^(?:Array|Dictionary|Set)/.test(value.type) && this.opened.has(expression.text);
    return grows ? expression : this.followed(value, steps - 1);
  }

  private valueOf(use: PythonNode): PythonNode | null {
    const name = use.text;
    if (isLoopName(use)) return null;
    const home = use.enclosing(SCOPES);
    for (let scope = home; scope; scope = scope.enclosing(SCOPES)) {
      const bindings = this.byScope.get(scope)?.get(name);
      if (!bindings || (scope !== home && scope.type === 'ClassDefinition')) continue;
      return scope === home ? reaching(bindings, use) : onlyOne(bindings, scope);
    }
    return null;
  }

  private index(node: PythonNode): void {
    switch (node.type) {
      case 'AssignStatement':
        this.indexAssignment(node);
        return;
      case 'ForStatement':
      case 'ImportStatement':
      case 'ScopeStatement':
      case 'DeleteStatement':
      case 'ParamList':
        this.bindAll(node, node.children);
        return;
      case 'UpdateStatement':
      case 'NamedExpression':
        this.bindAll(node, node.children.slice(0, 1));
        return;
      case 'FunctionDefinition':
      case 'ClassDefinition':
      case 'WithStatement':
      case 'TryStatement':
        for (const child of node.children) if (child.type === 'VariableName') this.bind(node, child, null);
        return;
      case 'MemberExpression': {
        const [object] = node.children;
        if (object?.type === 'VariableName') this.opened.add(object.text);
        return;
      }
      default:
    }
  }

  private indexAssignment(node: PythonNode): void {
    const assignment = assignmentOf(node);
    if (!assignment) return;
    const [first, ...others] = assignment.targets;
    const { value } = assignment;
    const isPlain = first !== undefined && others.length === 0 && !node.broken && first.isTuple === value.isTuple;
    if (isPlain && !hasStar(first) && !hasStar(value) && first.list.length === value.list.length) {
      // `width, height = 28, 28` too.
      for (const [index, { node: target }] of first.list.entries()) {
        const part = value.list[index]?.node;
        if (target.type === 'VariableName' && part) this.bind(node, target, part);
        else this.bindAll(node, [target]);
      }
      return;
    }
    for (const { list } of assignment.targets)
      this.bindAll(
        node,
        list.map((item) => item.node),
      );
  }

  /** Names among targets, in tuples too; what is stored in an element or attribute binds none. */
  private bindAll(at: PythonNode, targets: readonly PythonNode[]): void {
    for (const target of targets) {
      if (target.type === 'VariableName') this.bind(at, target, null);
      else if (/^(?:Tuple|Array|Parenthesized)Expression$/.test(target.type)) this.bindAll(at, target.children);
    }
  }

  private bind(at: PythonNode, target: PythonNode, value: PythonNode | null): void {
    // A definition binds its name around itself; its parameters are in it.
    const scope = FUNCTIONS.has(at.type) ? at.enclosing(SCOPES) : target.enclosing(SCOPES);
    if (!scope) return;
    const name = target.text;
    this.bindIn(scope, name, { at, value });
    // `global` and `nonlocal`: what stands there may be written to from here.
    if (at.type !== 'ScopeStatement') return;
    for (const outer of this.scopesAround(scope)) this.bindIn(outer, name, { at, value: null });
  }

  private bindIn(scope: PythonNode, name: string, binding: Binding): void {
    const names = this.byScope.get(scope) ?? new Map<string, Binding[]>();
    this.byScope.set(scope, names);
    const bindings = names.get(name);
    if (bindings) bindings.push(binding);
    else names.set(name, [binding]);
  }

  private scopesAround(scope: PythonNode): PythonNode[] {
    const around = scope.enclosing(SCOPES);
    return around ? [around, ...this.scopesAround(around)] : [];
  }
}

const hasStar = ({ list }: Items): boolean => list.some(({ starred }) => starred);

/** Whether a comprehension around a name gives it its value, one after the other. */
function isLoopName(use: PythonNode): boolean {
  for (let around = use.enclosing(COMPREHENSIONS); around; around = around.enclosing(COMPREHENSIONS)) {
    const isBound = comprehensionOf(around).loops.some(({ targets }) =>
      targets.list.some(({ node }) =>
        walk(node).some(({ type, text }) => type === 'VariableName' && text === use.text),
      ),
    );
    if (isBound) return true;
  }
  return false;
}

function reaching(bindings: readonly Binding[], use: PythonNode): PythonNode | null {
  const last = bindings.findLast(({ at }) => at.to <= use.from);
  if (!last || !isAround(last.at.parent, use)) return null;
  const isChangedLater = bindings.some(({ at }) => at.from > use.to && sharesLoop(at, use));
  return isChangedLater || bindings.some(({ at }) => at.type === 'ScopeStatement') ? null : last.value;
}

/** For a function, which may run at any time, only a name that is never given another value. */
function onlyOne([first, ...others]: readonly Binding[], scope: PythonNode): PythonNode | null {
  const isCertain = first?.at.parent === scope || first?.at.parent?.parent === scope;
  return first && others.length === 0 && isCertain ? first.value : null;
}

function isAround(outer: PythonNode | null, inner: PythonNode): boolean {
  for (let node: PythonNode | null = inner; node; node = node.parent) if (node === outer) return true;
  return false;
}

function sharesLoop(at: PythonNode, use: PythonNode): boolean {
  for (let loop = at.enclosing(LOOPS); loop; loop = loop.enclosing(LOOPS)) if (isAround(loop, use)) return true;
  return false;
}
