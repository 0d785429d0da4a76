import type { Function as AnyFunction, Node } from '@babel/types';
import { assignedName } from './assignedName.js';
import { keyName, memberName } from './names.js';
import { type Call, type Class, isClass, isFunction, unwrap } from './nodeKinds.js';
import type { Resolver } from './origin.js';
import type { Program } from './program.js';
import { enclosingClass } from './scopes.js';

/** Which functions of the file a call may run, and which calls may run a function. */
export class CallGraph {
  private readonly callers = new Map<AnyFunction, readonly Call[]>();
  private readonly named = new Map<Node, readonly AnyFunction[]>();
  private readonly methodsOf = new Map<string, Map<Class | undefined, AnyFunction[]>>();

  constructor(
    private readonly program: Program,
    private readonly resolver: Resolver,
  ) {}

  functionsOf(call: Call): readonly AnyFunction[] {
    if (call.type !== 'NewExpression') return this.functionsNamed(call.callee);
    const members = this.classesOf(call).flatMap((node) => node.body.body);
    return members.flatMap((member) => (member.type === 'ClassMethod' && isConstructor(member) ? [member] : []));
  }

  /** The classes of the file that a `new` expression may instantiate. */
  classesOf(call: Call): readonly Class[] {
    if (call.type !== 'NewExpression') return [];
    return this.resolver.of(call.callee).flatMap(({ node }) => (isClass(node) ? [node] : []));
  }

  callersOf(node: AnyFunction): readonly Call[] {
    const known = this.callers.get(node);
    if (known) return known;
    this.callers.set(node, []);
    const name = this.nameOf(node);
    const calls = name === null ? [] : (this.program.callsByName.get(name) ?? []);
    const callers = calls.filter((call) => this.functionsOf(call).includes(node));
    this.callers.set(node, callers);
    return callers;
  }

  /** Functions that an expression, called or handed on, may be. */
  functionsNamed(expression: Node): readonly AnyFunction[] {
    const node = unwrap(expression);
    if (isFunction(node)) return [node];
    const known = this.named.get(node);
    if (known) return known;
    const found = this.findNamed(node);
    this.named.set(node, found);
    return found;
  }

  private findNamed(node: Node): readonly AnyFunction[] {
    const found = this.resolver.of(node).flatMap((origin) => (isFunction(origin.node) ? [origin.node] : []));
    const name = memberName(node);
    if (found.length > 0 || name === null) return found;
    const methods = this.program.methodsByName.get(name) ?? [];
    const own =
      'object' in node && node.object?.type === 'ThisExpression' ? enclosingClass(node, this.program.parentOf) : null;
    return (own && this.methodsIn(name, own)) ?? methods;
  }

  private methodsIn(name: string, owner: Class): readonly AnyFunction[] | undefined {
    let byClass = this.methodsOf.get(name);
    if (!byClass) {
      byClass = new Map();
      for (const method of this.program.methodsByName.get(name) ?? []) {
        const holder = enclosingClass(method, this.program.parentOf);
        byClass.set(holder, [...(byClass.get(holder) ?? []), method]);
      }
      this.methodsOf.set(name, byClass);
    }
    return byClass.get(owner);
  }

  private nameOf(node: AnyFunction): string | null {
    if (isConstructor(node)) return enclosingClass(node, this.program.parentOf)?.id?.name ?? null;
    if ('key' in node) return keyName(node.key, 'computed' in node && node.computed === true);
    if ('id' in node && node.id) return node.id.name;
    return assignedName(node, this.program.parentOf);
  }
}

function isConstructor(node: Node): boolean {
  return node.type === 'ClassMethod' && node.kind === 'constructor';
}
