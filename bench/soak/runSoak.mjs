// Opens the packaged extension in the rig, runs a net, and samples the host's event loop, its memory and the page's frames.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { at } from '../../scripts/lib/root.mjs';
import { say } from '../../scripts/lib/say.mjs';
import { makeTempFolder, removeFolder } from '../../scripts/lib/tempFolder.mjs';
import { withTestStore } from '../../scripts/lib/testStore.mjs';
import { packageExtension } from '../../scripts/lib/vsix.mjs';
import { startBrowser } from '../../test/rig/browser.mjs';
import { installExtension, RigServer } from '../../test/rig/server.mjs';
import { countFrames, dashboardFrame } from './dashboardFrame.mjs';
import { longestHandler } from './longestHandler.mjs';
import { report, verdict } from './soakReport.mjs';

const PERIOD_MS = 10_000;
/** GradLens's code in the extension host, installed from its package. */
const OUR_CODE = /gradlens\.gradlens-.*extension\.js$/;
/** Start-up (activation, JIT, first layout of the panel) is not what the soak asks about. */
const WARM_UP_MS = 10_000;

/** @returns {Promise<number>} 0 where every limit was kept */
export async function runSoak(/** @type {string[]} */ argv) {
  const { values } = parseArgs({ args: argv, options: { minutes: { type: 'string', default: '5' } } });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new Error('--minutes wants a number above 0');
  const vsix = await packageExtension();
  return withTestStore(async (env) => {
    const folder = makeTempFolder('soak');
    try {
      const measured = await soak({ folder, vsix, minutes, env });
      const result = {
        when: new Date().toISOString(),
        machine: {
          cpu: cpus()[0]?.model ?? 'unknown',
          cores: cpus().length,
          system: `${process.platform} ${release()}`,
        },
        minutes,
        ...report(measured),
      };
      mkdirSync(at('bench', 'results'), { recursive: true });
      writeFileSync(at('bench', 'results', 'soak.json'), `${JSON.stringify(result, null, 2)}\n`);
      const lines = verdict(result);
      for (const { text } of lines) say(text);
      return lines.every(({ kept }) => kept) ? 0 : 1;
    } finally {
      removeFolder(folder);
    }
  });
}

/**
 * @param {{ folder: string, vsix: string, minutes: number, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<import('./soakReport.mjs').Measured>}
 */
async function soak({ folder, vsix, minutes, env }) {
  const workspace = join(folder, 'workspace');
  const data = join(folder, 'data');
  const samplesFile = join(folder, 'samples.ndjson');
  const profileFile = join(folder, 'host.cpuprofile');
  cpSync(at('bench', 'soak', 'workspace'), workspace, { recursive: true });
  await installExtension(data, vsix);
  const server = await RigServer.start({
    data,
    env: {
      ...env,
      GRADLENS_SOAK_FILE: samplesFile,
      GRADLENS_SOAK_PERIOD_MS: String(PERIOD_MS),
      GRADLENS_SOAK_PROFILE: profileFile,
    },
  });
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const payload = {
      extensionDevelopmentPath: server.remoteUri(at('bench', 'soak', 'probe')),
      openFile: server.remoteUri(join(workspace, 'small.js')),
    };
    await page.goto(server.workbenchUrl(workspace, payload));
    await page.locator('.codelens-decoration a', { hasText: 'Run' }).first().click();
    const frame = await dashboardFrame(page);
    say('training; the first seconds are not counted');
    await sleep(WARM_UP_MS);
    const from = Date.now();
    const frames = [];
    while (Date.now() - from < minutes * 60_000) {
      frames.push(await countFrames(frame, PERIOD_MS));
      if (frames.length % 6 === 0) say(`${(frames.length * PERIOD_MS) / 60_000} of ${minutes} minutes`);
    }
    const samples = readSamples(samplesFile, from);
    // Profiling slows the host, so it has a time of its own.
    const handler = longestHandler(await profileOf(profileFile), OUR_CODE);
    await page.screenshot({ path: at('bench', 'results', 'soak.png') }).catch(() => {});
    const status = await page.locator('.codelens-decoration').first().textContent();
    await page.locator('.codelens-decoration a', { hasText: 'Stop' }).first().click();
    await page.locator('.codelens-decoration a', { hasText: 'Run' }).first().waitFor();
    return { samples, frames, handler, status: status ?? '' };
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Has the probe profile the host for a period. */
async function profileOf(/** @type {string} */ file) {
  writeFileSync(`${file}.wanted`, '');
  for (let waited = 0; !existsSync(file); waited += 500) {
    if (waited > 6 * PERIOD_MS) throw new Error('the probe made no profile of the extension host');
    await sleep(500);
  }
  await sleep(500); // it is written in one go, and this is after its beginning
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Samples whose whole period lies after the warm-up. */
function readSamples(/** @type {string} */ file, /** @type {number} */ from) {
  if (!existsSync(file)) throw new Error('the probe in the extension host wrote nothing');
  /** @type {import('./soakReport.mjs').Sample[]} */
  const samples = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return samples.filter(({ at: time }) => time - PERIOD_MS >= from);
}
