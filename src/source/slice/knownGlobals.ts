const PURE =
  /^(undefined|NaN|Infinity|Math|Number|String|Boolean|Array|Object|JSON|Map|Set|Date|Symbol|RegExp|Error|BigInt|console|parseInt|parseFloat|isNaN|isFinite|structuredClone|\w*(Int|Float)\d+(Clamped)?Array)$/;
const IN_NODE = /^(Promise|setTimeout|clearTimeout|performance|globalThis)$/;

/** Globals whose values and functions change nothing outside and are the same everywhere. */
export const isPureGlobal = (name: string): boolean => PURE.test(name);

/** Globals that a slice may use where it runs. */
export const isNodeGlobal = (name: string): boolean => PURE.test(name) || IN_NODE.test(name);
