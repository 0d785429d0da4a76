import type { Node } from '@babel/types';
import type { Source } from './bindings.js';
import type { CallGraph } from './callGraph.js';
import { COMPUTED, keyName } from './names.js';
import { type Class, isClass, unwrap } from './nodeKinds.js';
import { ObjectIdentities } from './objectIdentity.js';
import { distinct, type Origin, own, type Resolver } from './origin.js';
import type { Program, PropertyWrite } from './program.js';
import { reachingWrites } from './reachingWrites.js';
import { enclosingClass } from './scopes.js';

/** More than any chain of classes in one file. */
const MAX_BASES = 8;

/** How values themselves are followed back. */
interface Values extends Resolver {
  elements(list: Node): readonly Origin[];
  fromSource(source: Source, at: Node): readonly Origin[];
}

/** Where properties of objects come from: literals, elements of lists, assignments, fields of classes and getters. */
export class PropertyOrigins {
  private readonly identities: ObjectIdentities;
  private readonly known = new Map<Node, Map<string, readonly Origin[]>>();

  constructor(
    private readonly program: Program,
    private readonly graph: CallGraph,
    private readonly values: Values,
  ) {
    this.identities = new ObjectIdentities(program);
  }

  down(origins: readonly Origin[], path: readonly string[]): readonly Origin[] {
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
    let known = this.known.get(node);
    if (!known) {
      known = new Map();
      this.known.set(node, known);
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
      if (element && element.type !== 'SpreadElement') return this.values.of(element);
      return name === COMPUTED || /^\d+$/.test(name) ? this.values.elements(node) : [];
    }
    if (node.type === 'ObjectExpression') return this.ofLiteral(node.properties, name);
    if (node.type === 'ThisExpression' || node.type === 'NewExpression') return this.ofWrites(node, node, name);
    return [];
  }

  private ofLiteral(properties: readonly Node[], name: string): readonly Origin[] {
    return properties.flatMap((property) => {
      if (property.type === 'SpreadElement') return this.down(this.values.of(property.argument), [name]);
      if (property.type !== 'ObjectProperty' && property.type !== 'ObjectMethod') return [];
      if (keyName(property.key, property.computed === true) !== name) return [];
      return property.type === 'ObjectMethod' ? [own(property)] : this.values.of(property.value);
    });
  }

  ofMember(read: Node, object: Node, name: string | null): readonly Origin[] {
    if (name === null) return this.ofComputed(read, object);
    const written = this.ofWrites(read, object, name);
    const inside = this.down(
      this.values.of(object).filter(({ node }) => node.type !== 'ThisExpression' || node !== unwrap(object)),
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
      this.program.returnsOf(getter).flatMap((value) => this.values.of(value)),
    );
  }

  /** `list[index]` is any element of the list, `byName[key]` what that same key was given, else what any was. */
  private ofComputed(read: Node, object: Node): readonly Origin[] {
    const written = this.ofWrites(read, object, COMPUTED);
    return written.length > 0 ? written : this.down(this.values.of(object), [COMPUTED]);
  }

  private ofWrites(read: Node, object: Node, name: string): readonly Origin[] {
    const all = this.program.propertyWrites.get(name) ?? [];
    if (all.length === 0) return [];
    const held = writesHeldBy(this.identityOf(object), all, (write) => this.identityOf(write.object), this.program);
    const writes = name === COMPUTED ? withSameKey(held, read) : held;
    return reachingWrites(writes, read, this.program.parentOf).flatMap(({ at, source }) =>
      this.values.fromSource(source, at),
    );
  }

  private identityOf(object: Node): unknown {
    if (object.type === 'NewExpression') return this.graph.classesOf(object)[0] ?? object;
    return isClass(object) ? object : this.identities.of(object);
  }
}

/** The writes to an object; where there are none, those to its class's base classes, else to the classes that extend it. */
function writesHeldBy(
  holder: unknown,
  writes: readonly PropertyWrite[],
  holderOf: (write: PropertyWrite) => unknown,
  program: Program,
): readonly PropertyWrite[] {
  const own = writes.filter((write) => holderOf(write) === holder);
  if (own.length > 0) return own;
  for (const relatives of familyOf(holder, program)) {
    const held = writes.filter((write) => relatives.some((relative) => relative === holderOf(write)));
    if (held.length > 0) return held;
  }
  return [];
}

/** Of writes to computed properties, those by the variable that a read goes by; all where there is none. */
function withSameKey(writes: readonly PropertyWrite[], read: Node): readonly PropertyWrite[] {
  const key = computedName(read);
  const same = key === null ? [] : writes.filter((write) => computedName(write.at) === key);
  return same.length > 0 ? same : writes;
}

function computedName(node: Node): string | null {
  return 'property' in node && node.property.type === 'Identifier' ? node.property.name : null;
}

/** The classes of the file that a class extends, the nearest first, each on its own; then all those that extend it. Nothing for what is no class. */
function familyOf(holder: unknown, program: Program): readonly (readonly Class[])[] {
  const self = program.classes.find((node) => node === holder);
  if (!self) return [];
  const bases = basesOf(self, program);
  const heirs = program.classes.filter((node) => node.superClass && basesOf(node, program).includes(self));
  return [...bases.map((base) => [base]), heirs];
}

function basesOf(node: Class, program: Program): Class[] {
  const bases: Class[] = [];
  for (let base = baseOf(node, program); base && bases.length < MAX_BASES; base = baseOf(base, program))
    bases.push(base);
  return bases;
}

function baseOf({ superClass }: Class, program: Program): Class | undefined {
  if (superClass?.type !== 'Identifier') return undefined;
  const writes = program.scopes.lookUp(superClass.name, superClass, program.parentOf)?.writes ?? [];
  for (const { source } of writes) if (source.kind === 'value' && isClass(source.value)) return source.value;
  return undefined;
}
