import type { Node } from '@babel/types';
import type { Scopes } from './bindings.js';
import type { Call } from './nodeKinds.js';
import type { ParentOf } from './syntax.js';

/** What a program knows of its calls and names. */
interface ProgramNames {
  readonly callsByName: ReadonlyMap<string, readonly Call[]>;
  readonly scopes: Scopes;
  readonly parentOf: ParentOf;
}

/** What is given to the setters of React's state: with `[model, setModel] = useState()`, `setModel(x)` assigns `x` to `model`. */
export function stateWrites({ callsByName, scopes, parentOf }: ProgramNames): { target: Node; value: Node }[] {
  return (callsByName.get('useState') ?? []).flatMap((hook) => {
    const declarator = parentOf(hook);
    if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'ArrayPattern') return [];
    const [state, setter] = declarator.id.elements;
    if (state?.type !== 'Identifier' || setter?.type !== 'Identifier') return [];
    const binding = scopes.lookUp(setter.name, setter, parentOf);
    return (callsByName.get(setter.name) ?? []).flatMap(({ callee, arguments: [value] }) =>
      value && callee.type === 'Identifier' && scopes.lookUp(setter.name, callee, parentOf) === binding
        ? [{ target: state, value }]
        : [],
    );
  });
}
