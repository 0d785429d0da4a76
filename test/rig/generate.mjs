// Moves the rig to another version of code-server: writes package.json anew. Usage:
//   npm pack code-server@VERSION && tar xzf code-server-*.tgz && node generate.mjs package && npm install --package-lock-only
// Named are code-server, the modules that the web server in its lib/vscode loads (in the exact versions of its shrinkwrap, less
// those that need a compiler and are not needed here), a browser and a font.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rigFolder } from './paths.mjs';

/** Modules of the server that are not needed for local windows. */
const LEFT_OUT = new Set([
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/deviceid',
  '@vscode/fs-copyfile',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'detect-libc',
  'kerberos',
  'node-addon-api',
  'ssh2',
  'tar',
]);

/** Native modules without prebuilt binaries, replaced by plain JavaScript. */
const SHIMS = {
  '@vscode/native-watchdog': 'file:./shims/native-watchdog',
  '@vscode/spdlog': 'file:./shims/spdlog',
};

const BROWSER = { '@sparticuz/chromium': '153.0.0', 'dejavu-fonts-ttf': '2.37.3' };

const unpacked = resolve(process.argv[2] ?? 'package');
const read = (/** @type {string} */ file) => JSON.parse(readFileSync(join(unpacked, file), 'utf8'));
const server = read('lib/vscode/package.json');
const shrinkwrap = read('lib/vscode/npm-shrinkwrap.json');
const versionOf = (/** @type {string} */ name) => shrinkwrap.packages[`node_modules/${name}`].version;

const dependencies = {
  ...Object.fromEntries(
    [...Object.keys(server.dependencies), 'undici']
      .filter((name) => !LEFT_OUT.has(name))
      .map((name) => [name, versionOf(name)]),
  ),
  ...SHIMS,
  ...BROWSER,
  'code-server': read('package.json').version,
};
const file = join(rigFolder, 'package.json');
const sorted = Object.fromEntries(Object.entries(dependencies).sort());
writeFileSync(
  file,
  `${JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), dependencies: sorted }, null, 2)}\n`,
);
