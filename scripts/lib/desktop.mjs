// Windows of desktop VS Code.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { noCounts, TestReport } from '../../test/rig/testReport.mjs';
import { downloadDesktop } from './desktopDownload.mjs';
import { GuardedChild } from './guarded.mjs';
import { makeTempFolder, removeFolder } from './tempFolder.mjs';

/** Switches for a window that is about one folder; without the sandbox where it cannot work, as root in a container. */
const QUIET_SWITCHES = ['--skip-welcome', '--skip-release-notes', '--disable-updates', '--disable-workspace-trust'];
const sandboxSwitches = () => (process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu-sandbox'] : []);

/** Why no window can open on this machine, or null. */
export function noDisplay(env = process.env, platform = process.platform) {
  if (platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY) return null;
  return 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)';
}

/** Arguments for a window of its own profile with the extension loaded from a folder. */
export function desktopArguments(
  /** @type {{ extension: string, profile: string, open: string[] }} */ { extension, profile, open },
) {
  return [
    ...sandboxSwitches(),
    ...QUIET_SWITCHES,
    `--extensionDevelopmentPath=${extension}`,
    `--user-data-dir=${join(profile, 'user-data')}`,
    `--extensions-dir=${join(profile, 'extensions')}`,
    ...open,
  ];
}

/**
 * Runs the tests of the extension host in desktop VS Code, in a fresh profile.
 * @param {import('../../test/rig/extensionHost.mjs').HostRun} hostRun
 * @param {string | undefined} vscode path of an installed VS Code; left out, one is downloaded
 * @returns {Promise<import('../../test/rig/testReport.mjs').TestCounts>}
 */
export async function runInDesktop({ extension, tests, workspace, env }, vscode) {
  const missing = noDisplay();
  if (missing) throw new Error(`desktop VS Code cannot run here: ${missing}`);
  const executable = vscode ?? (await downloadDesktop().catch(explainDownload));
  if (!existsSync(executable)) throw new Error(`there is no VS Code at ${executable}`);
  const profile = makeTempFolder('desktop');
  const report = await TestReport.listen(profile);
  try {
    const args = desktopArguments({ extension, profile, open: [`--extensionTestsPath=${tests}`, workspace] });
    const child = new GuardedChild(executable, args, {
      env: { ...process.env, ...env, GRADLENS_TEST_REPORT: report.address },
      output: 'stderr',
    });
    const result = await Promise.race([report.counts, child.exit]);
    await child.stop();
    if (typeof result !== 'number') return result;
    return noCounts(`desktop VS Code ended with code ${result} and gave no result`);
  } finally {
    report.close();
    removeFolder(profile);
  }
}

/** @returns {never} */
function explainDownload(/** @type {unknown} */ error) {
  const reason = error instanceof Error ? error.message : String(error);
  throw new Error(
    `desktop VS Code could not be downloaded (${reason}); name an installed one: npm run test:desktop -- --vscode PATH`,
  );
}
