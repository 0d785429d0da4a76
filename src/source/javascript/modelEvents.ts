import type { Node } from '@babel/types';
import type { FileAnalysis } from './fileAnalysis.js';
import type { Creation } from './modelCreations.js';
import { type Call, receiver } from './nodeKinds.js';
import { startOf } from './syntax.js';

/** A call of a method of a model. */
export interface ModelEvent {
  readonly call: Call;
  /** The calls that handed the model down to where the method is called, the outermost first. */
  readonly via: readonly Call[];
  /** How many functions had returned the model before. */
  readonly returned: number;
}

/** Calls of the given methods on each model, in the order in which they run as far as the source shows it. */
export function modelEvents(analysis: FileAnalysis, methods: readonly string[]): Map<Creation, ModelEvent[]> {
  const events = new Map<Creation, ModelEvent[]>();
  for (const method of methods) {
    for (const call of analysis.program.callsByName.get(method) ?? []) {
      const object = receiver(call);
      for (const { creation, origin } of object ? analysis.modelsOf(object) : []) {
        const list = events.get(creation) ?? [];
        list.push({ call, via: origin.via, returned: origin.returned });
        events.set(creation, list);
      }
    }
  }
  for (const list of events.values()) list.sort(compareEvents);
  return events;
}

function compareEvents(first: ModelEvent, second: ModelEvent): number {
  if (first.returned !== second.returned) return first.returned - second.returned;
  const [one, other] = [orderOf(first), orderOf(second)];
  for (let index = 0; index < Math.min(one.length, other.length); index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function orderOf({ via, call }: ModelEvent): number[] {
  return [...via, call].map((node) => endOfCallee(node));
}

/** Chained calls start at the same place; where their names end tells them apart. */
function endOfCallee(call: Call): number {
  return call.callee.end ?? startOf(call);
}

/** First line of the call, or of the one that hands the model to the function that makes it. */
export function eventLine({ via, call }: ModelEvent): number | null {
  const node: Node = via[0] ?? call;
  return node.loc?.start.line ?? null;
}
