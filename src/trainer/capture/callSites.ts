/** Deep enough for a layer that user code creates through helpers, below tfjs's own constructors. */
const DEPTH = 100;

/**
 * The structured call stack above `below`, innermost first. Leaves user code's own `Error.prepareStackTrace` and
 * `Error.stackTraceLimit` as they were.
 */
// biome-ignore lint/complexity/noBannedTypes: Error.captureStackTrace takes any function.
export function callSites(below: Function): readonly NodeJS.CallSite[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder: { stack?: unknown } = {};
  try {
    Error.stackTraceLimit = DEPTH;
    Error.prepareStackTrace = (_, sites) => sites;
    Error.captureStackTrace(holder, below);
    return Array.isArray(holder.stack) ? holder.stack : [];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    if (prepareStackTrace === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
    else Error.prepareStackTrace = prepareStackTrace;
  }
}
