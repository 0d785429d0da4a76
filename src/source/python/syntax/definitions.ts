import type { PythonNode } from './node.js';

export interface Decorator {
  /** Dotted, without its arguments: `staticmethod`, `functools.cached_property`. */
  readonly name: string;
  readonly arguments: PythonNode | undefined;
}

/** A function or class with decorators before it. */
export function decoratedOf(node: PythonNode): { decorators: Decorator[]; definition: PythonNode | undefined } {
  const decorators = node.childrenOf('Decorator').map((decorator) => ({
    name: /^@\s*([\w.]*)/.exec(decorator.text)?.[1] ?? '',
    arguments: decorator.child('ArgList'),
  }));
  return { decorators, definition: node.childrenOf('FunctionDefinition', 'ClassDefinition')[0] };
}

/** What a method is bound to when it is taken from an instance. */
export type Binding = 'plain' | 'static' | 'class' | 'property';

export function bindingOf(decorators: readonly Decorator[]): Binding {
  const has = (wanted: RegExp) => decorators.some(({ name }) => wanted.test(name));
  if (has(/^staticmethod$/)) return 'static';
  if (has(/^classmethod$/)) return 'class';
  return has(/(?:^|\.|_)property$/) ? 'property' : 'plain';
}

/** The name in a definition; empty for a lambda, and where none is typed yet. */
export function definedName(definition: PythonNode): string {
  return definition.child('VariableName')?.text ?? '';
}
