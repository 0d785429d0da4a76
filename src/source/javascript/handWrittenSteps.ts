import type { Node } from '@babel/types';
import type { FileAnalysis } from './fileAnalysis.js';
import { eventLine, type ModelEvent } from './modelEvents.js';
import { memberName } from './names.js';
import { type Call, isCall, isFunction } from './nodeKinds.js';

const gradientCalls = new Set(['minimize', 'computeGradients', 'variableGrads']);

/** How many functions may lie between the gradient call and the prediction. */
const MAX_HOPS = 4;

/** First line of the `optimizer.minimize(...)` whose loss runs one of these predictions; null where none does. */
export function handWrittenStepLine(analysis: FileAnalysis, predictions: readonly ModelEvent[]): number | null {
  for (const { call, via } of predictions) {
    const step = stepAround(analysis, call, MAX_HOPS);
    if (step) return eventLine({ call: step, via, returned: 0 });
  }
  return null;
}

function stepAround(analysis: FileAnalysis, node: Node, hops: number): Call | null {
  const { parentOf } = analysis.program;
  for (let parent = parentOf(node); parent; parent = parentOf(parent)) {
    if (isCall(parent) && gradientCalls.has(memberName(parent.callee) ?? '')) return parent;
    if (isFunction(parent) && hops > 0) {
      const step = firstStep(analysis, analysis.origins.graph.callersOf(parent), hops) ?? stepRunning(analysis, parent);
      if (step) return step;
    }
  }
  return null;
}

function firstStep(analysis: FileAnalysis, calls: readonly Call[], hops: number): Call | null {
  for (const call of calls) {
    const step = stepAround(analysis, call, hops - 1);
    if (step) return step;
  }
  return null;
}

/** A gradient call that takes the function by its name. */
function stepRunning(analysis: FileAnalysis, node: Node): Call | null {
  for (const name of gradientCalls) {
    for (const call of analysis.program.callsByName.get(name) ?? []) {
      const [loss] = call.arguments;
      if (loss && analysis.origins.of(loss).some((origin) => origin.node === node)) return call;
    }
  }
  return null;
}
