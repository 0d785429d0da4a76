// npm start: everything made ready, then the examples in the first editor that opens.
import { ensureBuild } from './build.mjs';
import { candidates, describe, parseStartArguments } from './editorChoice.mjs';
import { openEditor } from './editors.mjs';
import { say } from './say.mjs';
import { ensureTfjsNode, userStore } from './tfjsNode.mjs';

/** Resolves to the exit code when the editor is closed. */
export async function start(/** @type {string[]} */ argv) {
  const choice = parseStartArguments(argv);
  await ensureBuild();
  await ensureTfjsNode().catch((error) => {
    say(`tfjs-node: ${messageOf(error)}`);
    say('tfjs-node: GradLens trains on its embedded default (tfjs with the WASM backend) instead');
  });
  const env = { ...process.env, GRADLENS_STORE: await userStore() };
  const editors = candidates(choice);
  for (const [index, editor] of editors.entries()) {
    try {
      return await openEditor(editor, env, choice !== 'any');
    } catch (error) {
      const next = editors[index + 1];
      say(`${describe(editor)}: ${messageOf(error)}${next ? `; trying ${describe(next)}` : ''}`);
    }
  }
  say('No editor could be opened. With VS Code installed and its "code" command on the PATH, run npm start again.');
  return 1;
}

const messageOf = (/** @type {unknown} */ error) => (error instanceof Error ? error.message : String(error));
