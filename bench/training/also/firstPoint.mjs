// From the click on Run to the first point in the dashboard, in the real editor.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempFolder, removeFolder } from '../../../scripts/lib/tempFolder.mjs';
import { withTestStore } from '../../../scripts/lib/testStore.mjs';
import { packageExtension } from '../../../scripts/lib/vsix.mjs';
import { startBrowser } from '../../../test/rig/browser.mjs';
import { installExtension, RigServer } from '../../../test/rig/server.mjs';
import { dashboardFrame } from '../../soak/dashboardFrame.mjs';
import { judged } from '../goals.mjs';
import { NETS } from '../nets.mjs';
import { summary } from '../statistics.mjs';
import { modelSource } from '../userFile.mjs';

const LIMIT_MS = 1500;
/** More than is waited for: Stop ends it. */
const EPOCHS = 1_000_000;
const TIMEOUT_MS = 180_000;
/** Milliseconds in which a person looks at what a run has shown; the process that waits for the next one has loaded by then. */
const LOOKED_AT_MS = 5000;

/** @type {import('./part.mjs').Part} */
export const firstPoint = {
  id: 'firstPoint',
  title: 'From the click on Run to the first point on screen of 784-64-64-10 on tfjs-node, ms',
  async run(_context, { rounds }) {
    const vsix = await packageExtension();
    const times = await withTestStore((env) => clickTimes(vsix, env, rounds));
    const [first, ...later] = times;
    const warm = summary(later);
    const cells = [warm.min, warm.median, warm.max].map((time) => time.toFixed(0));
    return {
      data: times,
      table: {
        header: ['', 'minimum', 'median', 'maximum'],
        rows: [
          ['the first run of the window', '', (first ?? Number.NaN).toFixed(0), ''],
          [`later runs, ${LOOKED_AT_MS / 1000} s after the last one`, ...cells],
        ],
      },
      goals: [judged('ms from the click on Run to the first point on screen', LIMIT_MS, [{ value: warm.median }])],
    };
  },
};

/** @param {string} vsix @param {NodeJS.ProcessEnv} env @param {number} rounds beside the first */
async function clickTimes(vsix, env, rounds) {
  const folder = makeTempFolder('first-point');
  const workspace = join(folder, 'workspace');
  const data = join(folder, 'data');
  mkdirSync(workspace);
  writeFileSync(join(workspace, 'net.mjs'), source());
  await installExtension(data, vsix);
  const server = await RigServer.start({ data, env, settings: { 'gradlens.backend': 'tfjs-node' } });
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(TIMEOUT_MS);
    await page.goto(server.workbenchUrl(workspace, { openFile: server.remoteUri(join(workspace, 'net.mjs')) }));
    const lens = (/** @type {string} */ text) =>
      page.locator('.codelens-decoration a', { hasText: new RegExp(`^\\s*${text}\\s*$`) }).first();
    const times = [];
    for (let round = 0; round <= rounds; round++) {
      await lens('Run').waitFor();
      if (round > 0) await page.waitForTimeout(LOOKED_AT_MS);
      const before = round === 0 ? null : await batchShown(await dashboardFrame(page)).textContent();
      const clicked = Date.now();
      await lens('Run').click();
      const frame = await dashboardFrame(page);
      times.push((await frame.evaluate(firstPointAt, before)) - clicked);
      await lens('Stop').click();
    }
    await lens('Run').waitFor();
    return times;
  } finally {
    await browser.close();
    await server.stop();
    removeFolder(folder);
  }
}

/** The batch that the dashboard shows. */
const batchShown = (/** @type {import('playwright-core').Frame} */ frame) =>
  frame.locator('.fact', { has: frame.locator('dt', { hasText: /^Batch$/ }) }).locator('dd');

/** Runs in the page: resolves to the time, since 1970, at which a frame with the first batch of a new run is drawn. */
function firstPointAt(/** @type {string | null} what is shown of the last run until the new one begins */ last) {
  return new Promise((resolve) => {
    const look = () => {
      const isTraining = document.querySelector('.badge')?.textContent === 'Training';
      const facts = [...document.querySelectorAll('.fact')].filter(
        (fact) => fact.querySelector('dt')?.textContent === 'Batch',
      );
      const batch = facts[0]?.querySelector('dd')?.textContent;
      if (isTraining && batch && batch !== '0' && batch !== last) requestAnimationFrame(() => resolve(Date.now()));
      else requestAnimationFrame(look);
    };
    look();
  });
}

function source() {
  const [net] = NETS;
  if (!net) throw new Error('there are no nets');
  const fit = `await model.fit(x, y, { epochs: ${EPOCHS}, batchSize: ${net.batchSize}, verbose: 0 });\n`;
  return `${modelSource(net)}${fit}`;
}
