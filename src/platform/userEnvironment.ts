/** What the editor sets for its own processes and user code must not inherit. */
const EDITORS_OWN = /^(VSCODE_|ELECTRON_|GRADLENS_TRAINER$)/;

/** The environment for the user's code: this process's, without what belongs to the editor. */
export function userEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !EDITORS_OWN.test(name)));
}
