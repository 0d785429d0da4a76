import type { NodeBackend } from '../../../tfjs/nodeBackend.js';
import type { Variable } from '../../../tfjs/tfjs.js';

/**
 * Gives each variable data of its own where several have the data of one tensor (after `a.assign(b)`, say, or
 * `a.setWeights(b.getWeights())`): only then do data tell which variable an operation works on.
 */
export function separateData(backend: NodeBackend, variables: Iterable<Variable>): void {
  const known = new Set<object>();
  for (const variable of variables) {
    if (variable.isDisposed) continue;
    if (known.has(variable.dataId)) giveOwnData(backend, variable);
    known.add(variable.dataId);
  }
}

function giveOwnData(backend: NodeBackend, variable: Variable): void {
  const T = { name: 'T', type: backend.binding.TF_ATTR_TYPE, value: backend.getDTypeInteger(variable.dtype) };
  const copy = backend.executeSingleOutput('Identity', [T], [variable]);
  variable.assign(copy);
  copy.dispose();
}
