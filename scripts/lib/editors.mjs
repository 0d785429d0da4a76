// The editors that `npm start` can open the examples in, GradLens loaded from this repository.
import { spawnSync } from 'node:child_process';
import { hash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { RigServer } from '../../test/rig/server.mjs';
import { isRigReady, rigUnavailable } from '../../test/rig/setup.mjs';
import { desktopArguments, noDisplay } from './desktop.mjs';
import { downloadDesktop, recentDownloadFailure } from './desktopDownload.mjs';
import { run } from './guarded.mjs';
import { at, root } from './root.mjs';
import { say } from './say.mjs';
import { cacheFolder } from './userFolders.mjs';

const EXAMPLES = at('examples');
const FIRST_FILE = join(EXAMPLES, 'vanishing.js');
const QUESTION_TIMEOUT = 20_000;

/**
 * Opens an editor and waits until it is closed.
 * @param {import('./editorChoice.mjs').Editor} editor
 * @param {NodeJS.ProcessEnv} env the environment of the editor
 * @param {boolean} forced whether the person asked for this kind of editor, so that it is tried even where it failed before
 * @returns {Promise<number>} its exit code; rejects with the reason where it does not open
 */
export function openEditor(editor, env, forced) {
  switch (editor) {
    case 'code':
      return openWithCode(env);
    case 'downloaded':
      return openDownloaded(env, forced);
    case 'browser':
      return openInBrowser(env);
  }
}

async function openWithCode(/** @type {NodeJS.ProcessEnv} */ env) {
  const command = process.platform === 'win32' ? 'code.cmd' : 'code';
  const shell = process.platform === 'win32';
  const asked = spawnSync(command, ['--version'], { encoding: 'utf8', timeout: QUESTION_TIMEOUT, shell });
  if (asked.error && 'code' in asked.error && asked.error.code === 'ENOENT') throw new Error('not found');
  if (asked.status !== 0) throw new Error(`"code --version" failed: ${(asked.stderr || asked.stdout || '').trim()}`);
  say(`Opening the examples in VS Code ${asked.stdout.split('\n')[0]}; this command ends when its window is closed.`);
  const args = ['--new-window', '--wait', `--extensionDevelopmentPath=${root}`, EXAMPLES, FIRST_FILE];
  return succeeded(await run(command, args, { env }));
}

async function openDownloaded(/** @type {NodeJS.ProcessEnv} */ env, /** @type {boolean} */ forced) {
  const obstacle = noDisplay() ?? (forced ? null : recentDownloadFailure());
  if (obstacle) throw new Error(obstacle);
  const executable = await downloadDesktop();
  say('Opening the examples in VS Code; this command ends when its window is closed.');
  const profile = join(cacheFolder(), 'desktop-profile');
  const args = desktopArguments({ extension: root, profile, open: [EXAMPLES, FIRST_FILE] });
  return succeeded(await run(executable, args, { env, output: 'stderr' }));
}

async function openInBrowser(/** @type {NodeJS.ProcessEnv} */ env) {
  const missing = rigUnavailable();
  if (missing) throw new Error(`${missing}; install VS Code with its "code" command and run npm start again`);
  if (!isRigReady()) say('VS Code for the browser is fetched once; later starts need no network.');
  const data = join(cacheFolder(), 'browser-profile', hash('sha256', root).slice(0, 8));
  mkdirSync(data, { recursive: true });
  // Whoever can connect can run code as this user, so a browser must show the token that the printed address carries.
  const server = await RigServer.start({
    data,
    env,
    extension: root,
    token: randomBytes(16).toString('hex'),
    settings: { 'editor.minimap.enabled': false }, // leaves the width to the gradients at the ends of lines
  });
  const url = server.workbenchUrl(EXAMPLES, { openFile: server.remoteUri(FIRST_FILE) });
  process.stdout.write(`GradLens is open at ${url}\n`);
  say('Open this address in a browser on this machine. Ctrl-C ends it.');
  return server.exit;
}

function succeeded(/** @type {number} */ code) {
  if (code !== 0) throw new Error(`it ended with code ${code}`);
  return code;
}
