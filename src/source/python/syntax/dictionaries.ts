import { type PythonNode, splitAt } from './node.js';

/** `key: value`; the key is null for `**value`. */
export interface DictionaryEntry {
  readonly key: PythonNode | null;
  readonly value: PythonNode;
}

export function dictionaryEntries({ children }: PythonNode): DictionaryEntry[] {
  const inside = children.filter(({ type }) => type !== '{' && type !== '}');
  return splitAt(inside, ',').flatMap(([first, second, third]): DictionaryEntry[] => {
    if (first?.type === '**') return second ? [{ key: null, value: second }] : [];
    return first && second?.type === ':' && third ? [{ key: first, value: third }] : [];
  });
}
