import type { Optimizer, Variable } from './tfjs.js';

/**
 * Lets an optimizer begin anew with what it keeps for variables where that was not there at some time: tfjs's own keep lists of slots, those
 * that are as Keras's a map of variables, and both make what is missing.
 */
export function dropSlots(optimizer: Optimizer, wasThere: (variable: Variable) => boolean): void {
  for (const kept of Object.values(optimizer)) {
    if (Array.isArray(kept)) dropOfList(kept, wasThere);
    else if (kept instanceof Map) dropOfMap(kept, wasThere);
  }
}

function dropOfList(list: (unknown | undefined)[], wasThere: (variable: Variable) => boolean): void {
  for (const [index, slot] of list.entries()) {
    const variable = (slot as { variable?: unknown } | null | undefined)?.variable;
    if (!isVariable(variable) || wasThere(variable)) continue;
    variable.dispose();
    Reflect.deleteProperty(list, index);
  }
}

function dropOfMap(map: Map<unknown, unknown>, wasThere: (variable: Variable) => boolean): void {
  for (const [key, slots] of map) {
    const variables = Array.isArray(slots) ? slots.filter(isVariable) : [];
    if (variables.length === 0 || variables.every(wasThere)) continue;
    for (const variable of variables) variable.dispose();
    map.delete(key);
  }
}

const isVariable = (value: unknown): value is Variable =>
  typeof value === 'object' && value !== null && 'dataId' in value && 'assign' in value;
