import type { FileAnalysis } from './fileAnalysis.js';
import type { ModelEvent } from './modelEvents.js';
import type { Call } from './nodeKinds.js';

/** Calls of tfjs's own losses (`tf.losses.softmaxCrossEntropy`) on what a model predicts, in the order of the source. */
export function lossCalls({ program, paths, origins }: FileAnalysis, predictions: readonly ModelEvent[]): Call[] {
  const predicted = new Set<unknown>(predictions.map(({ call }) => call));
  if (predicted.size === 0) return [];
  return program.calls.filter(({ callee, arguments: given }) => {
    const path = paths.of(callee);
    if (path?.length !== 2 || (path[0] !== 'losses' && path[0] !== 'metrics')) return false;
    return given.some((argument) => origins.of(argument).some(({ node }) => predicted.has(node)));
  });
}
