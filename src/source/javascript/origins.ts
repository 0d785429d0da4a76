import type { Node } from '@babel/types';
import type { Binding, Source } from './bindings.js';
import { CallGraph } from './callGraph.js';
import { Lists } from './listElements.js';
import { COMPUTED, keyName, memberName } from './names.js';
import { type Call, isCall, isClass, isFunction, passedArgument, receiver, unwrap } from './nodeKinds.js';
import { ObjectIdentities } from './objectIdentity.js';
import type { Origin, Resolver } from './origin.js';
import type { Program } from './program.js';
import { withSameKey, writesHeldBy } from './propertyWrites.js';
import { reachingWrites } from './reachingWrites.js';
import { enclosingClass } from './scopes.js';

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
  private readonly identities: ObjectIdentities;
  private readonly known = new Map<Node, readonly Origin[]>();
  private readonly properties = new Map<Node, Map<string, readonly Origin[]>>();
  private readonly open = new Set<Node>();
  private lookups = 0;

  constructor(
    private readonly program: Program,
    /** Whether a call makes what is looked for, so that following its value ends there. */
    private readonly isEnd: (call: Call) => boolean,
  ) {
    this.graph = new CallGraph(program, this);
    this.lists = new Lists(program, this, this.graph);
    this.identities = new ObjectIdentities(program);
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
        return orOwn(this.ofMember(node, node.object, memberName(node)), node);
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
        return this.down(this.of(source.value), source.path);
      case 'element':
        return this.down(this.elements(source.iterable), source.path);
      case 'argument':
        return this.down(this.ofArgument(source), source.path);
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

  private down(origins: readonly Origin[], path: readonly string[]): readonly Origin[] {
    return path.reduce<readonly Origin[]>((at, name) => at.flatMap((origin) => this.propertyOf(origin, name)), origins);
  }

  private propertyOf({ node, via, returned }: Origin, name: string): readonly Origin[] {
    return this.propertyAt(node, name).map((origin) => ({
      ...origin,
      via: [...via, ...origin.via],
      returned: returned + origin.returned,
    }));
  }

  /** Each property is looked up once, and a literal that is spread into itself adds nothing to itself. */
  private propertyAt(node: Node, name: string): readonly Origin[] {
    let known = this.properties.get(node);
    if (!known) {
      known = new Map();
      this.properties.set(node, known);
    }
    const before = known.get(name);
    if (before) return before;
    known.set(name, []);
    const found = distinct(this.lookUpProperty(node, name));
    known.set(name, found);
    return found;
  }

  private lookUpProperty(node: Node, name: string): readonly Origin[] {
    if (node.type === 'ArrayExpression') {
      const element = node.elements[Number(name)];
      if (element && element.type !== 'SpreadElement') return this.of(element);
      return name === COMPUTED || /^\d+$/.test(name) ? this.elements(node) : [];
    }
    if (node.type === 'ObjectExpression') return this.ofLiteral(node.properties, name);
    if (node.type === 'ThisExpression' || node.type === 'NewExpression') return this.ofWrites(node, node, name);
    return [];
  }

  private ofLiteral(properties: readonly Node[], name: string): readonly Origin[] {
    return properties.flatMap((property) => {
      if (property.type === 'SpreadElement') return this.down(this.of(property.argument), [name]);
      if (property.type !== 'ObjectProperty' && property.type !== 'ObjectMethod') return [];
      if (keyName(property.key, property.computed === true) !== name) return [];
      return property.type === 'ObjectMethod' ? [own(property)] : this.of(property.value);
    });
  }

  private ofMember(read: Node, object: Node, name: string | null): readonly Origin[] {
    if (name === null) return this.ofComputed(read, object);
    const written = this.ofWrites(read, object, name);
    const inside = this.down(
      this.of(object).filter(({ node }) => node.type !== 'ThisExpression' || node !== unwrap(object)),
      [name],
    );
    return written.length + inside.length > 0 ? [...written, ...inside] : this.ofGetter(object, name);
  }

  private ofGetter(object: Node, name: string): readonly Origin[] {
    const getters = (this.program.methodsByName.get(name) ?? []).filter(
      (method) => 'kind' in method && method.kind === 'get',
    );
    if (getters.length === 0) return [];
    const holder = this.identityOf(object);
    const own = getters.filter((getter) => enclosingClass(getter, this.program.parentOf) === holder);
    return (own.length > 0 ? own : getters).flatMap((getter) =>
      this.program.returnsOf(getter).flatMap((value) => this.of(value)),
    );
  }

  /** `list[index]` is any element of the list, `byName[key]` what that same key was given, else what any was. */
  private ofComputed(read: Node, object: Node): readonly Origin[] {
    const written = this.ofWrites(read, object, COMPUTED);
    return written.length > 0 ? written : this.down(this.of(object), [COMPUTED]);
  }

  private ofWrites(read: Node, object: Node, name: string): readonly Origin[] {
    const all = this.program.propertyWrites.get(name) ?? [];
    if (all.length === 0) return [];
    const held = writesHeldBy(this.identityOf(object), all, (write) => this.identityOf(write.object), this.program);
    const writes = name === COMPUTED ? withSameKey(held, read) : held;
    return reachingWrites(writes, read, this.program.parentOf).flatMap(({ at, source }) => this.fromSource(source, at));
  }

  private identityOf(object: Node): unknown {
    if (object.type === 'NewExpression') return this.graph.classesOf(object)[0] ?? object;
    return isClass(object) ? object : this.identities.of(object);
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

function own(node: Node): Origin {
  return { node, via: [], returned: 0 };
}

function orOwn(origins: readonly Origin[], node: Node): readonly Origin[] {
  return origins.length > 0 ? origins : [own(node)];
}

function distinct(origins: readonly Origin[]): readonly Origin[] {
  if (origins.length < 2) return origins;
  const seen = new Set<Node>();
  return origins.filter(({ node }) => !seen.has(node) && seen.add(node));
}
