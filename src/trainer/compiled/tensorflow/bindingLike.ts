import type { Binding } from '../../../tfjs/nodeBackend.js';

/** A binding that does some things in its own way; the real one's properties are read-only, and its constants not enumerable. */
export function bindingLike(binding: Binding, own: Partial<Binding>): Binding {
  const members = Object.getOwnPropertyNames(binding).map((name) => {
    const value: unknown = binding[name as keyof Binding];
    return [name, typeof value === 'function' ? value.bind(binding) : value];
  });
  return { ...(Object.fromEntries(members) as Binding), ...own };
}
