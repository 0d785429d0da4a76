import type { Node } from '@babel/types';
import { memberName } from './names.js';
import { unwrap } from './nodeKinds.js';
import type { Program } from './program.js';
import { enclosingClass } from './scopes.js';

/**
 * Tells which expressions mean the same object, so that `this.model` in one method is the `this.model` of another. Objects are
 * told apart by the class or variable that holds them; outside of classes `this` is one object a file.
 */
export class ObjectIdentities {
  private readonly members = new Map<unknown, Map<string, object>>();
  private readonly known = new Map<Node, unknown>();

  constructor(private readonly program: Program) {}

  of(expression: Node): unknown {
    const known = this.known.get(expression);
    if (known !== undefined) return known;
    const identity = this.identify(unwrap(expression));
    this.known.set(expression, identity);
    return identity;
  }

  private identify(node: Node): unknown {
    switch (node.type) {
      case 'ThisExpression':
      case 'Super':
        return enclosingClass(node, this.program.parentOf) ?? 'this';
      case 'Identifier':
        return this.ofIdentifier(node, node.name);
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return this.ofMember(this.of(node.object), memberName(node) ?? '');
      default:
        return node;
    }
  }

  private ofIdentifier(node: Node, name: string): unknown {
    const binding = this.program.scopes.lookUp(name, node, this.program.parentOf);
    if (!binding) return name === 'self' || name === 'that' ? 'this' : `global ${name}`;
    const [only, second] = binding.writes;
    if (!only || second || only.source.kind !== 'value' || only.source.path.length > 0) return binding;
    const value = unwrap(only.source.value);
    switch (value.type) {
      case 'ThisExpression':
      case 'ClassDeclaration':
      case 'ClassExpression':
        return value.type === 'ThisExpression' ? this.of(value) : value;
      case 'NewExpression':
        return this.classNamed(value.callee) ?? binding;
      default:
        return binding;
    }
  }

  private classNamed(callee: Node): Node | undefined {
    if (callee.type !== 'Identifier') return undefined;
    const source = this.program.scopes.lookUp(callee.name, callee, this.program.parentOf)?.writes[0]?.source;
    return source?.kind === 'value' && source.value.type === 'ClassDeclaration' ? source.value : undefined;
  }

  private ofMember(object: unknown, name: string): object {
    let names = this.members.get(object);
    if (!names) {
      names = new Map();
      this.members.set(object, names);
    }
    const known = names.get(name) ?? { name };
    names.set(name, known);
    return known;
  }
}
