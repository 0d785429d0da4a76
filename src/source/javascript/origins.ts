import type { Node } from '@babel/types';
import type { Binding, Source } from './bindings.js';
import { CallGraph } from './callGraph.js';
import { Lists } from './listElements.js';
import { memberName } from './names.js';
import { type Call, isCall, isFunction, passedArgument, receiver, unwrap } from './nodeKinds.js';
import { distinct, type Origin, own, type Resolver } from './origin.js';
import type { Program } from './program.js';
import { PropertyOrigins } from './propertyOrigins.js';
import { reachingWrites } from './reachingWrites.js';

/** More look-ups than any file that people write needs; what generated code has beyond that is left unresolved. */
const MAX_LOOKUPS = 200_000;
/** Longer ways than values take in code that people write; it keeps the call stack short. */
const MAX_DEPTH = 200;

const runsItsCallback = new Set(['tidy', 'useMemo', 'keep']);
const callsBackWithElements = new Set(['forEach', 'map', 'flatMap', 'filter', 'reduce', 'some', 'every', 'find']);

/**
 * Finds where values come from without running anything: through variables (the nearest assignment before), properties,
 * parameters (from the file's own calls), returns and branches. Each expression is looked up once.
 */
export class Origins implements Resolver {
  readonly graph: CallGraph;
  readonly lists: Lists;
  private readonly known = new Map<Node, readonly Origin[]>();
  private readonly properties: PropertyOrigins;
  private readonly open = new Set<Node>();
  private lookups = 0;

  constructor(
    private readonly program: Program,
    /** Whether a call makes what is looked for, so that following its value ends there. */
    private readonly isEnd: (call: Call) => boolean,
  ) {
    this.graph = new CallGraph(program, this);
    this.lists = new Lists(program, this, this.graph);
    this.properties = new PropertyOrigins(program, this.graph, {
      of: (node) => this.of(node),
      elements: (list) => this.elements(list),
      fromSource: (source, at) => this.fromSource(source, at),
    });
  }

  of(expression: Node): readonly Origin[] {
    const node = unwrap(expression);
    const known = this.known.get(node);
    if (known) return known;
    if (this.open.has(node)) return [];
    if (++this.lookups > MAX_LOOKUPS || this.open.size > MAX_DEPTH) return [own(node)];
    this.open.add(node);
    const origins = distinct(this.follow(node));
    this.open.delete(node);
    this.known.set(node, origins);
    return origins;
  }

  private follow(node: Node): readonly Origin[] {
    switch (node.type) {
      case 'Identifier': {
        const binding = this.program.scopes.lookUp(node.name, node, this.program.parentOf);
        return orOwn(binding ? this.ofBinding(binding, node) : [], node);
      }
      case 'ConditionalExpression':
        return [...this.of(node.consequent), ...this.of(node.alternate)];
      case 'LogicalExpression':
        return node.operator === '&&' ? this.of(node.right) : [...this.of(node.left), ...this.of(node.right)];
      case 'AssignmentExpression':
        return this.of(node.right);
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return orOwn(this.properties.ofMember(node, node.object, memberName(node)), node);
      default:
        return isCall(node) ? orOwn(this.ofCall(node), node) : [own(node)];
    }
  }

  private ofBinding(binding: Binding, read: Node): readonly Origin[] {
    return reachingWrites(binding.writes, read, this.program.parentOf).flatMap(({ at, source }) =>
      this.fromSource(source, at),
    );
  }

  private fromSource(source: Source, at: Node): readonly Origin[] {
    switch (source.kind) {
      case 'value':
        return this.properties.down(this.of(source.value), source.path);
      case 'element':
        return this.properties.down(this.elements(source.iterable), source.path);
      case 'argument':
        return this.properties.down(this.ofArgument(source), source.path);
      case 'import':
        return [own(at)];
    }
  }

  private ofArgument({ of: node, index }: Extract<Source, { kind: 'argument' }>): readonly Origin[] {
    const handed = this.graph.callersOf(node).flatMap((call) => {
      const argument = call.arguments[index];
      return argument ? this.of(argument).map((origin) => ({ ...origin, via: [...origin.via, call] })) : [];
    });
    return [...handed, ...this.ofCallbackArgument(node, index)];
  }

  /** The elements of a list for the parameter of a function that `forEach` and the like call; the value for that of `then`. */
  private ofCallbackArgument(node: Node, index: number): readonly Origin[] {
    const call = this.program.parentOf(node);
    if (!call || !isCall(call) || call.arguments[0] !== node) return [];
    const object = receiver(call);
    const method = memberName(call.callee) ?? '';
    if (!object) return [];
    if (method === 'then' && index === 0) return this.of(object);
    const [, initial] = call.arguments;
    if (method === 'reduce' && index === 0 && initial) return this.of(initial);
    const position = method === 'reduce' ? 1 : 0;
    return callsBackWithElements.has(method) && index === position ? this.elements(object) : [];
  }

  private elements(list: Node): readonly Origin[] {
    return this.lists.elementsOf(list).flatMap(({ kind, node }) => (kind === 'element' ? this.of(node) : []));
  }

  private ofCall(call: Call): readonly Origin[] {
    if (this.isEnd(call) || call.type === 'NewExpression') return [];
    const passed = passedArgument(call);
    if (passed) return this.of(passed);
    const name = call.callee.type === 'Identifier' ? call.callee.name : memberName(call.callee);
    const chained = name === 'add' ? this.ofChain(call) : [];
    if (chained.length > 0) return chained;
    const [first] = call.arguments;
    const callback = first && name !== null && runsItsCallback.has(name) ? unwrap(first) : undefined;
    const functions = callback && isFunction(callback) ? [callback] : this.graph.functionsOf(call);
    return functions.flatMap((node) => this.program.returnsOf(node).flatMap((value) => this.returnedTo(call, value)));
  }

  /** `model.add(...)` hands the model on where people chain it. */
  private ofChain(call: Call): readonly Origin[] {
    const object = receiver(call);
    return object ? this.of(object).filter(({ node }) => isCall(node) && this.isEnd(node)) : [];
  }

  /** A parameter that is returned as it came is the argument of this very call. */
  private returnedTo(call: Call, value: Node): readonly Origin[] {
    if (value.type === 'Identifier') {
      const writes = this.program.scopes.lookUp(value.name, value, this.program.parentOf)?.writes ?? [];
      const [source] = writes.map((write) => write.source);
      if (writes.length === 1 && source?.kind === 'argument' && source.path.length === 0) {
        const argument = this.graph.functionsOf(call).includes(source.of) ? call.arguments[source.index] : undefined;
        if (argument) return this.of(argument);
      }
    }
    return this.of(value).map((origin) => ({ ...origin, returned: origin.returned + 1 }));
  }
}

function orOwn(origins: readonly Origin[], node: Node): readonly Origin[] {
  return origins.length > 0 ? origins : [own(node)];
}
