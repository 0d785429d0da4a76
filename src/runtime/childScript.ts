/**
 * Source for `node -e` that calls a function of ours with the given arguments, which are source text too. The function
 * must be self-contained: it reaches nothing but its parameters and Node's globals. So a few lines can run in a child
 * without a file of their own beside whichever bundle they ended up in.
 */
export function childScript(main: (...values: never[]) => unknown, ...values: readonly string[]): string {
  return `(${main.toString()})(${values.join(', ')})`;
}
