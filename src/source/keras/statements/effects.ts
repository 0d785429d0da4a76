import type { PyNode } from '../tree.js';

const addsLayers =
  /\.add\(|\bSequential\(|\.compile\(|\.(?:append|insert|extend)\(\s*\[?\s*(?:\w+\.)*[A-Z]\w*\(|\.(?:append|extend)\(\s*\w*(?:layer|block|conv|dense)\w*/i;

const known = new WeakMap<PyNode, boolean>();

/** Whether statements look as if they changed which layers a model has, or how it is compiled: worth more rounds of a loop. */
export function changesModel(body: PyNode): boolean {
  const before = known.get(body);
  if (before !== undefined) return before;
  const changes = addsLayers.test(body.text);
  known.set(body, changes);
  return changes;
}
