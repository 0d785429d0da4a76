// Runs mocha inside the extension host of the rig's VS Code, in a fresh profile.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeTempFolder, removeFolder } from '../../scripts/lib/tempFolder.mjs';
import { startBrowser } from './browser.mjs';
import { RigServer } from './server.mjs';
import { stillPage } from './stillPage.mjs';
import { noCounts, TestReport } from './testReport.mjs';

const TIMEOUT = 8 * 60_000;
const LOG_LINES_SHOWN = 40;

/**
 * @typedef {object} HostRun
 * @property {string} extension folder of the extension under development
 * @property {string} tests module with a `run` function that reports over the socket in GRADLENS_TEST_REPORT
 * @property {string} workspace folder to open; the tests may write into it
 * @property {NodeJS.ProcessEnv} env added to the environment of the extension host
 */

/** @returns {Promise<import('./testReport.mjs').TestCounts>} */
export async function runInExtensionHost(/** @type {HostRun} */ { extension, tests, workspace, env }) {
  const folder = makeTempFolder('host');
  const report = await TestReport.listen(folder);
  const log = /** @type {string[]} */ ([]);
  /** @type {(() => Promise<unknown>)[]} */
  const cleanUps = [];
  try {
    const server = await RigServer.start({
      data: `${folder}/data`,
      env: { ...env, GRADLENS_TEST_REPORT: report.address },
    });
    cleanUps.push(() => server.stop());
    const browser = await startBrowser();
    cleanUps.push(() => browser.close());
    const page = await browser.newPage({ reducedMotion: 'reduce', viewport: { width: 800, height: 500 } });
    const gone = Promise.withResolvers();
    await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
      log.push(`${type}: ${args.map(String).join(' ').slice(0, 500)}`);
    });
    await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) =>
      gone.resolve(`the window ended with code ${code}`),
    );
    page.on('crash', () => gone.resolve('the page crashed'));
    await page.goto(
      server.workbenchUrl(workspace, {
        extensionDevelopmentPath: server.remoteUri(extension),
        extensionTestsPath: server.remoteUri(tests),
      }),
    );
    await stillPage(page);
    const counts = await Promise.race([report.counts, lateReason(gone.promise), timeout()]);
    if (typeof counts !== 'string') return counts;
    const serverLog = readFileSync(server.logFile, 'utf8').split('\n');
    const lines = [...log, ...serverLog].slice(-LOG_LINES_SHOWN);
    return noCounts(`the extension host gave no result: ${counts}\n${lines.join('\n')}`);
  } finally {
    await Promise.allSettled(cleanUps.reverse().map((cleanUp) => cleanUp()));
    report.close();
    removeFolder(folder);
  }
}

/** The counts may still be on their way when the window says that it is done. */
async function lateReason(/** @type {Promise<unknown>} */ gone) {
  const reason = await gone;
  await sleep(1000);
  return String(reason);
}

async function timeout() {
  await sleep(TIMEOUT, undefined, { ref: false });
  return `no end within ${TIMEOUT / 1000} s`;
}
