import type { Node } from '@babel/types';
import type { Source } from './bindings.js';
import type { CallGraph } from './callGraph.js';
import { COMPUTED, keyName } from './names.js';
import { isClass, unwrap } from './nodeKinds.js';
import { ObjectIdentities } from './objectIdentity.js';
import { distinct, type Origin, own, type Resolver } from './origin.js';
import type { Program } from './program.js';
import { withSameKey, writesHeldBy } from './propertyWrites.js';
import { reachingWrites } from './reachingWrites.js';
import { enclosingClass } from './scopes.js';

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
