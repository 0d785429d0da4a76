// VS Code's web server on 127.0.0.1. Its extension host is a real Node process, as in a remote window.
import { createWriteStream, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { devNode } from '../../scripts/dev-node.mjs';
import { GuardedChild, run, waitForOutput } from '../../scripts/lib/guarded.mjs';
import { ensureRig } from './setup.mjs';

const START_TIMEOUT = 60_000;
const LINKED_EXTENSION = 'linked';

/** Keeps the window free of what is not about the workspace. */
const QUIET_SETTINGS = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'update.mode': 'none',
};

/**
 * @typedef {object} ServerOptions
 * @property {string} data the server's data folder: settings, logs and the storage of extensions
 * @property {NodeJS.ProcessEnv} [env] added to the environment of the extension host
 * @property {Record<string, unknown>} [settings] the user's settings, over the quiet ones
 * @property {boolean} [workspaceTrust] whether workspaces start untrusted, as on a person's machine; otherwise all are trusted
 * @property {string} [extension] folder of an extension that all windows have, as if it were installed
 * @property {boolean} [underTest] lets windows name an extension under development, and hides notifications; by default where there is no
 *   `extension`
 * @property {string} [token] what a browser must present; without one anybody on this machine may connect
 */

/** A running server. */
export class RigServer {
  /** @private */
  constructor(
    /** @type {GuardedChild} */ child,
    /** @type {number} */ port,
    /** @type {string | undefined} */ token,
    /** @type {string} */ logFile,
  ) {
    /** @private */
    this.child = child;
    this.authority = `127.0.0.1:${port}`;
    /** @private */
    this.token = token;
    this.logFile = logFile;
    /** Resolves to its exit code. */
    this.exit = child.exit;
  }

  /** Resolves when the server listens. */
  static async start(/** @type {ServerOptions} */ options) {
    const paths = await ensureRig();
    const { data, env = {}, token, workspaceTrust = false, extension, underTest = !extension } = options;
    writeSettings(options);
    if (extension) linkExtension(data, extension);
    const args = [
      ...[paths.serverMain, '--host', '127.0.0.1', '--port', '0', '--accept-server-license-terms'],
      ...['--telemetry-level', 'off', '--server-data-dir', data, '--extensions-dir', extensionsFolder(data)],
      ...['--builtin-extensions-dir', paths.builtinExtensions],
      ...(token === undefined ? ['--without-connection-token'] : ['--connection-token', token]),
      ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
      ...(underTest ? ['--enable-smoke-test-driver'] : []),
    ];
    const child = new GuardedChild(devNode(), args, {
      env: { ...process.env, NODE_OPTIONS: '', VSCODE_IPC_HOOK_CLI: '', ...env },
      output: 'pipe',
    });
    const logFile = join(data, 'server.log');
    const log = createWriteStream(logFile);
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    void child.exit.then(() => log.end());
    const [, port] = await waitForOutput(child, /Extension host agent listening on (\d+)/, START_TIMEOUT).catch(
      async (error) => {
        await child.stop();
        throw new Error(`the VS Code server ${error.message}`);
      },
    );
    return new RigServer(child, Number(port), token, logFile);
  }

  /**
   * The address of a window on a folder.
   * @param {string} folder
   * @param {Record<string, string>} [payload] `extensionDevelopmentPath`, `extensionTestsPath`, `openFile`: remote URIs
   */
  workbenchUrl(folder, payload = {}) {
    const url = new URL(`http://${this.authority}/`);
    if (this.token !== undefined) url.searchParams.set('tkn', this.token);
    url.searchParams.set('folder', resolve(folder));
    const always = { skipWelcome: 'true', skipReleaseNotes: 'true' };
    url.searchParams.set('payload', JSON.stringify(Object.entries({ ...always, ...payload })));
    return url.href;
  }

  /** A path of this machine as the window names it. */
  remoteUri(/** @type {string} */ path) {
    return `vscode-remote://${this.authority}${resolve(path)}`;
  }

  /** Ends it and all its descendants; resolves when they are gone. */
  stop() {
    return this.child.stop();
  }
}

/** Installs a .vsix, as a person would, for the servers that use this data folder. */
export async function installExtension(/** @type {string} */ data, /** @type {string} */ vsix) {
  const paths = await ensureRig();
  const args = [
    ...[paths.serverMain, '--accept-server-license-terms', '--server-data-dir', data],
    ...['--extensions-dir', extensionsFolder(data), '--builtin-extensions-dir', paths.builtinExtensions],
    ...['--install-extension', resolve(vsix)],
  ];
  const code = await run(devNode(), args, { output: 'stderr' });
  if (code !== 0) throw new Error(`the VS Code server could not install ${vsix} (exit ${code})`);
}

const extensionsFolder = (/** @type {string} */ data) => join(data, 'extensions');

/** The server lists what is in the folder when its own list is missing. */
function linkExtension(/** @type {string} */ data, /** @type {string} */ extension) {
  const folder = extensionsFolder(data);
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, 'extensions.json'), { force: true });
  rmSync(join(folder, LINKED_EXTENSION), { force: true });
  symlinkSync(resolve(extension), join(folder, LINKED_EXTENSION), 'junction');
}

/** Settings that are there stay: a person may have changed them. */
function writeSettings(/** @type {ServerOptions} */ { data, settings = {}, workspaceTrust = false }) {
  const file = join(data, 'data', 'User', 'settings.json');
  if (existsSync(file)) return;
  const trust = {
    'security.workspace.trust.enabled': workspaceTrust,
    'security.workspace.trust.startupPrompt': 'never',
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...QUIET_SETTINGS, ...trust, ...settings }, null, 2));
}
