/**
 * Puts back the type checks of `node:util` that Node 23 removed and that tfjs-node 4.22 still calls
 * (tensorflow/tfjs#8609). Call it on `require('node:util')`, or the module's default export, before tfjs-node loads;
 * what is there already stays as it is. Self-contained, so that its source can also run in a probe's child process.
 */
export function restoreRemovedUtil(util: object): void {
  const removed: Readonly<Record<string, (value: unknown) => boolean>> = {
    isArray: (value) => Array.isArray(value),
    isBoolean: (value) => typeof value === 'boolean',
    isFunction: (value) => typeof value === 'function',
    isNull: (value) => value === null,
    isNullOrUndefined: (value) => value === null || value === undefined,
    isNumber: (value) => typeof value === 'number',
    isObject: (value) => value !== null && typeof value === 'object',
    isString: (value) => typeof value === 'string',
    isUndefined: (value) => value === undefined,
  };
  for (const [name, check] of Object.entries(removed)) {
    if (!(name in util)) Reflect.set(util, name, check);
  }
}
