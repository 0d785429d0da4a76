import type { PythonParameter } from '../syntax/parameters.js';

/** What a call hands over. */
export interface Given<V> {
  readonly positional: readonly V[];
  readonly named: ReadonlyMap<string, V>;
}

/** A parameter and what it takes of a call: a value (undefined where it gets none), the rest of the positional ones, or of the named ones. */
export type Bound<V> =
  | { readonly star: ''; readonly parameter: PythonParameter; readonly value: V | undefined }
  | { readonly star: '*'; readonly parameter: PythonParameter; readonly values: V[] }
  | { readonly star: '**'; readonly parameter: PythonParameter; readonly entries: Map<string, V> };

/** Which parameter takes which argument. What Python refuses, such as an argument too many, is left out. */
export function boundArguments<V>(parameters: readonly PythonParameter[], given: Given<V>): Bound<V>[] {
  const positional = [...given.positional];
  const named = new Map(given.named);
  return parameters.map((parameter): Bound<V> => {
    const { name, star, keywordOnly } = parameter;
    if (star === '*') return { star, parameter, values: positional.splice(0) };
    if (star === '**') return { star, parameter, entries: new Map(named) };
    const byPosition = keywordOnly ? undefined : positional.shift();
    const value = byPosition === undefined ? named.get(name) : byPosition;
    named.delete(name);
    return { star, parameter, value };
  });
}
