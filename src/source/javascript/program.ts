import type { Function as AnyFunction, File, Node } from '@babel/types';
import { Scopes, type Source, type Write } from './bindings.js';
import { declareNames } from './declareNames.js';
import { COMPUTED, keyName, memberName } from './names.js';
import { type Call, type Class, isCall, isClass, isFunction } from './nodeKinds.js';
import { forEachTarget } from './patterns.js';
import { enclosingClass, enclosingFunction } from './scopes.js';
import { stateWrites } from './stateHooks.js';
import { type ParentOf, walk } from './syntax.js';

/** An assignment to a property; `object` is the expression before the dot, or the class whose field it is. */
export interface PropertyWrite extends Write {
  readonly object: Node;
}

/** Everything that the finder asks of a file, gathered in one walk over its tree. */
export class Program {
  readonly parentOf: ParentOf;
  readonly scopes = new Scopes();
  /** Calls and `new` expressions in the order of the source. */
  readonly calls: Call[] = [];
  readonly classes: Class[] = [];
  readonly callsByName = new Map<string, Call[]>();
  readonly methodsByName = new Map<string, AnyFunction[]>();
  readonly propertyWrites = new Map<string, PropertyWrite[]>();
  private readonly memberReads = new Set<string>();
  private readonly returnsByFunction = new Map<Node, Node[]>();

  constructor(private readonly root: File) {
    const assignments: { target: Node; value: Node }[] = [];
    this.parentOf = walk(root, (node, parentOf) => {
      declareNames(node, this.scopes, parentOf);
      this.index(node, parentOf);
      if (node.type === 'AssignmentExpression') assignments.push({ target: node.left, value: node.right });
    });
    for (const { target, value } of assignments) this.addAssignment(target, value);
    for (const { target, value } of stateWrites(this)) this.addAssignment(target, value);
  }

  /** What a function returns, in the order of the source; a concise arrow function's body counts. */
  returnsOf(node: AnyFunction): readonly Node[] {
    if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') return [node.body];
    return this.returnsByFunction.get(node) ?? [];
  }

  /** Whether `object.member` occurs anywhere. */
  isMemberRead(object: string, member: string): boolean {
    return this.memberReads.has(`${object}.${member}`);
  }

  private index(node: Node, parentOf: ParentOf): void {
    if (isCall(node)) {
      this.calls.push(node);
      const name = node.callee.type === 'Identifier' ? node.callee.name : memberName(node.callee);
      if (name !== null) append(this.callsByName, name, node);
    } else if (isClass(node)) {
      this.classes.push(node);
    } else if (node.type === 'ReturnStatement' && node.argument) {
      append(this.returnsByFunction, enclosingFunction(node, parentOf), node.argument);
    } else {
      this.indexMember(node, parentOf);
    }
  }

  private indexMember(node: Node, parentOf: ParentOf): void {
    switch (node.type) {
      case 'MemberExpression':
        if (node.object.type === 'Identifier') this.memberReads.add(`${node.object.name}.${memberName(node)}`);
        return;
      case 'ClassMethod':
      case 'ClassPrivateMethod':
      case 'ObjectMethod': {
        const name = keyName(node.key, 'computed' in node && node.computed === true);
        if (name !== null) append(this.methodsByName, name, node);
        return;
      }
      case 'ObjectProperty':
      case 'ClassProperty':
      case 'ClassAccessorProperty':
      case 'ClassPrivateProperty': {
        const name = keyName(node.key, 'computed' in node && node.computed === true);
        if (name === null || !node.value) return;
        if (isFunction(node.value)) append(this.methodsByName, name, node.value);
        const owner = node.type === 'ObjectProperty' ? undefined : enclosingClass(node, parentOf);
        if (owner) this.addPropertyWrite(name, owner, node, { kind: 'value', value: node.value, path: [] });
        return;
      }
      default:
    }
  }

  private addAssignment(target: Node, value: Node): void {
    forEachTarget(target, (to, path) => {
      const source: Source = { kind: 'value', value, path };
      const name = memberName(to);
      if (to.type === 'Identifier') {
        const binding = this.scopes.lookUp(to.name, to, this.parentOf) ?? this.scopes.declare(this.root, to.name);
        binding.writes.push({ at: to, source });
      } else if (to.type === 'MemberExpression') {
        if (isFunction(value) && name !== null) append(this.methodsByName, name, value);
        this.addPropertyWrite(name ?? COMPUTED, to.object, to, source);
      }
    });
  }

  private addPropertyWrite(name: string, object: Node, at: Node, source: Source): void {
    append(this.propertyWrites, name, { object, at, source });
  }
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
