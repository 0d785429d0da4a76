import type {
  Function as AnyFunction,
  CallExpression,
  ClassDeclaration,
  ClassExpression,
  DoWhileStatement,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  NewExpression,
  Node,
  OptionalCallExpression,
  WhileStatement,
} from '@babel/types';
import { memberName } from './names.js';

export type Call = CallExpression | OptionalCallExpression | NewExpression;
export type Class = ClassDeclaration | ClassExpression;
export type Loop = ForStatement | ForInStatement | ForOfStatement | WhileStatement | DoWhileStatement;

export function isCall(node: Node): node is Call {
  return node.type === 'CallExpression' || node.type === 'NewExpression' || node.type === 'OptionalCallExpression';
}

export function isClass(node: Node): node is Class {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}

export function isFunction(node: Node): node is AnyFunction {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
      return true;
    default:
      return false;
  }
}

export function isLoop(node: Node): node is Loop {
  return /^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type);
}

/** The expression whose value a wrapper passes on unchanged: `await x`, `x as T`, `x!`, `<T>x`, `(0, x)`; else the node itself. */
export function unwrap(node: Node): Node {
  switch (node.type) {
    case 'AwaitExpression':
      return unwrap(node.argument);
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'TypeCastExpression':
      return unwrap(node.expression);
    case 'SequenceExpression': {
      const last = node.expressions.at(-1);
      return last ? unwrap(last) : node;
    }
    default:
      return node;
  }
}

/** The expression before the dot of a method call. */
export function receiver(call: Call): Node | undefined {
  const { callee } = call;
  return callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression' ? callee.object : undefined;
}

const wrappers = new Set([
  'markRaw',
  'toRaw',
  'ref',
  'shallowRef',
  'reactive',
  'shallowReactive',
  'useRef',
  'useState',
  'observable',
]);

/** The argument that a call hands back, as reactive wrappers of front-end frameworks do: `markRaw(model)`. */
export function passedArgument(call: Call): Node | undefined {
  const { callee } = call;
  const name = callee.type === 'Identifier' ? callee.name : memberName(callee);
  return name !== null && wrappers.has(name) ? call.arguments[0] : undefined;
}
