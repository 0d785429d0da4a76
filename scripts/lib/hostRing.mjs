// The ring that runs inside the extension host, in the rig's VS Code or in desktop VS Code.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { runInExtensionHost } from '../../test/rig/extensionHost.mjs';
import { bundleHostTests, HOST_TESTS } from './bundleHostTests.mjs';
import { runInDesktop } from './desktop.mjs';
import { at } from './root.mjs';
import { makeTempFolder, removeFolder } from './tempFolder.mjs';

/**
 * @typedef {import('./testSummary.mjs').RingResult} RingResult
 * @typedef {import('../../test/rig/extensionHost.mjs').HostRun} HostRun
 * @typedef {import('../../test/rig/testReport.mjs').TestCounts} TestCounts
 */

/** @returns {Promise<RingResult>} */
export function runHostRing(/** @type {string[]} */ args, /** @type {NodeJS.ProcessEnv} */ env) {
  return runHostTests('host', args, env, runInExtensionHost);
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string | undefined} vscode path of an installed VS Code; left out, one is downloaded
 * @returns {Promise<RingResult>}
 */
export function runDesktopRing(args, env, vscode) {
  return runHostTests('desktop', args, env, (hostRun) => runInDesktop(hostRun, vscode));
}

/**
 * @param {string} name
 * @param {string[]} args `--grep PATTERN` runs only the tests whose full name matches
 * @param {NodeJS.ProcessEnv} env
 * @param {(hostRun: HostRun) => Promise<TestCounts>} start
 * @returns {Promise<RingResult>}
 */
async function runHostTests(name, args, env, start) {
  await bundleHostTests();
  const grep = args[args.indexOf('--grep') + 1];
  const folder = makeTempFolder('workspace');
  try {
    const { error, ...counts } = await start({
      extension: at(),
      tests: HOST_TESTS,
      workspace: copyWorkspace(folder),
      env: { ...env, ...(args.includes('--grep') ? { GRADLENS_TEST_GREP: grep } : {}) },
    });
    return { name, ...counts, problem: error };
  } finally {
    removeFolder(folder);
  }
}

/** The tests write into their workspace, so each run has its own: the fixture with the examples in it. */
function copyWorkspace(/** @type {string} */ folder) {
  const workspace = join(folder, 'workspace');
  cpSync(at('test', 'fixtures', 'workspace'), workspace, { recursive: true });
  cpSync(at('examples'), join(workspace, 'examples'), { recursive: true });
  return workspace;
}
