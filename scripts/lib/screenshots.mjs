// Pictures of the real editor for the README and the walkthrough, in VS Code's own dark and light themes, written to media/.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowser } from '../../test/rig/browser.mjs';
import { RigServer } from '../../test/rig/server.mjs';
import { ensureBuild } from './build.mjs';
import { smallPicture } from './picture.mjs';
import { at } from './root.mjs';
import { say } from './say.mjs';
import { makeTempFolder, removeFolder } from './tempFolder.mjs';
import { withTestStore } from './testStore.mjs';

const THEMES = { dark: 'Default Dark Modern', light: 'Default Light Modern' };
const WIDE = { width: 1600, height: 940 };
/** For what is below the first screen of the dashboard. */
const TALL = { width: 1440, height: 1000 };
/** What the walkthrough has beside its steps. */
const SMALL = { width: 1120, height: 760 };
/** Epochs after which the curves have something to tell. */
const EPOCHS = 40;
/** Milliseconds in which a page draws what has just come. */
const DRAWN = 2000;
/** Times that a list which was closed again is opened. */
const MOST_ATTEMPTS = 10;

/** Side bar and minimap away: the pictures are about the editor and the panel. */
const SETTINGS = {
  'editor.minimap.enabled': false,
  'workbench.activityBar.location': 'hidden',
  'breadcrumbs.enabled': false,
};

/** @typedef {import('playwright-core').Page} Page */

/** Files that the examples lack: layers without an activation, few layers with relu, and an input of many features. */
const FILES = {
  'linear.js': `import * as tf from '@tensorflow/tfjs';
import { spirals } from './data/spirals.js';

const { inputs, targets } = spirals({ classes: 3, perClass: 160, seed: 7 });
const model = tf.sequential({
  layers: [
    tf.layers.dense({ units: 32, inputShape: [2] }),
    tf.layers.dense({ units: 24 }),
    tf.layers.dense({ units: 16, activation: 'relu' }),
    tf.layers.dense({ units: 3, activation: 'softmax' }),
  ],
});
model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
await model.fit(inputs, targets, { epochs: 50 });
`,
  'points.js': `import * as tf from '@tensorflow/tfjs';
import { spirals } from './data/spirals.js';

const { inputs, targets } = spirals({ classes: 3, perClass: 160, seed: 7 });
const model = tf.sequential({
  layers: [
    tf.layers.dense({ units: 24, activation: 'relu', inputShape: [2] }),
    tf.layers.dense({ units: 24, activation: 'relu' }),
    tf.layers.dense({ units: 3, activation: 'softmax' }),
  ],
});
model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
await model.fit(inputs, targets, { epochs: 50 });
`,
  'wide.js': `import * as tf from '@tensorflow/tfjs';

const model = tf.sequential({
  layers: [
    tf.layers.dense({ units: 64, activation: 'relu', inputShape: [1000] }),
    tf.layers.dense({ units: 32, activation: 'relu' }),
    tf.layers.dense({ units: 10, activation: 'softmax' }),
  ],
});
model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
const labels = tf.range(0, 256, 1, 'int32').mod(tf.scalar(10, 'int32'));
await model.fit(tf.randomNormal([256, 1000]), tf.oneHot(labels, 10), { epochs: 20 });
`,
};

/** What the page has for a picture of a part of it. */
const LESSON = '.depth';

/**
 * Each picture: its name, the file of the examples that is open, the window's size, what a person does before it is taken, and the part of the
 * dashboard that it shows where that is not the whole window.
 * @type {readonly { name: string, file: string, size: { width: number, height: number }, act: (page: Page, workspace: string) => Promise<void>, part?: string }[]}
 */
const PICTURES = [
  { name: 'screenshot', file: 'vanishing.js', size: WIDE, act: trainVanishing },
  { name: 'compare', file: 'vanishing.js', size: TALL, act: compareTwoRuns },
  { name: 'sweep', file: 'vanishing.js', size: WIDE, act: sweepDepth },
  { name: 'walkthrough-run', file: 'xor.js', size: SMALL, act: trainToItsEnd },
  { name: 'walkthrough-why', file: 'vanishing.js', size: SMALL, act: trainVanishing },
  { name: 'walkthrough-ways', file: 'ways/iris.py', size: SMALL, act: trainBesideTheList },
  { name: 'walkthrough-data', file: 'ways/factory.js', size: SMALL, act: chooseData },
  { name: 'walkthrough-dashboard', file: 'digits.js', size: SMALL, act: fillWithDashboard },
  { name: 'depth-collapse', file: 'linear.js', size: TALL, act: lesson('Linear layers'), part: LESSON },
  { name: 'depth-chain', file: 'vanishing.js', size: TALL, act: lesson('Chain rule'), part: LESSON },
  { name: 'depth-vanishing', file: 'vanishing.js', size: TALL, act: lesson('Vanishing'), part: LESSON },
  {
    name: 'depth-data',
    file: 'points.js',
    size: { ...TALL, height: 1080 },
    act: lesson('Data and depth'),
    part: LESSON,
  },
  { name: 'depth-width', file: 'wide.js', size: TALL, act: lesson('Wide input'), part: LESSON },
  { name: 'depth-blame', file: 'xor.js', size: TALL, act: lesson('Blame'), part: LESSON },
];

/** @param names pictures to take; none for all */
export async function takeScreenshots(/** @type {readonly string[]} */ names) {
  await ensureBuild();
  const wanted = PICTURES.filter(({ name }) => names.length === 0 || names.includes(name));
  for (const [theme, colorTheme] of Object.entries(THEMES)) {
    await withTestStore((env) => takeAll(wanted, theme, { ...SETTINGS, 'workbench.colorTheme': colorTheme }, env));
  }
}

async function takeAll(
  /** @type {typeof PICTURES} */ pictures,
  /** @type {string} */ theme,
  /** @type {Record<string, unknown>} */ settings,
  /** @type {NodeJS.ProcessEnv} */ env,
) {
  const folder = makeTempFolder('screenshot');
  const workspace = join(folder, 'examples');
  cpSync(at('examples'), workspace, { recursive: true });
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(workspace, name), text);
  const server = await RigServer.start({ data: join(folder, 'data'), env, settings, extension: at() });
  const browser = await startBrowser();
  try {
    for (const { name, file, size, act, part } of pictures) {
      const page = await browser.newPage({ viewport: size });
      await page.goto(server.workbenchUrl(workspace, { openFile: server.remoteUri(join(workspace, file)) }));
      await lens(page, 'Run').waitFor();
      await page.keyboard.press('Control+B');
      await act(page, workspace);
      await page.waitForTimeout(DRAWN);
      const picture = at('media', `${name}-${theme}.png`);
      const shown = part === undefined ? page : dashboardOf(page).locator(part);
      writeFileSync(picture, await smallPicture(await shown.screenshot()));
      say(picture);
      await page.close();
    }
  } finally {
    await browser.close();
    await server.stop();
    removeFolder(folder);
  }
}

const lens = (/** @type {Page} */ page, /** @type {string} */ text) =>
  page.locator('.codelens-decoration a', { hasText: text }).first();

const dashboardOf = (/** @type {Page} */ page) =>
  page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

async function status(/** @type {Page} */ page, /** @type {RegExp} */ text) {
  await page.locator('.codelens-decoration', { hasText: text }).first().waitFor({ timeout: 300_000 });
}

async function trainVanishing(/** @type {Page} */ page) {
  await lens(page, 'Run').click();
  await status(page, new RegExp(`epoch (${EPOCHS}|[5-9]\\d|1\\d\\d)/200`));
}

/** A run before an edit and one after it, drawn over each other. */
async function compareTwoRuns(/** @type {Page} */ page, /** @type {string} */ workspace) {
  const file = join(workspace, 'vanishing.js');
  const source = readFileSync(file, 'utf8');
  writeFileSync(file, source.replace('epochs: 200,', `epochs: ${EPOCHS},`));
  await trainToItsEnd(page);
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll("activation: 'sigmoid'", "activation: 'relu'"));
  await lens(page, 'edited since, Run').click();
  await status(page, /Learns(?! nothing).* ran \d+ epochs/);
  writeFileSync(file, source);
  await page.locator('.tab', { hasText: 'GradLens' }).click();
  await runCommand(page, 'View: Toggle Maximize Editor Group');
  const dashboard = dashboardOf(page);
  const picker = dashboard.locator('.compare-picker summary');
  await picker.click();
  await dashboard.getByRole('checkbox').first().check();
  await picker.click();
  await dashboard.getByRole('heading', { name: 'Loss and metrics' }).evaluate((heading) => heading.scrollIntoView());
}

/** Depth against activation, each combination trained. */
async function sweepDepth(/** @type {Page} */ page, /** @type {string} */ workspace) {
  const file = join(workspace, 'vanishing.js');
  const source = readFileSync(file, 'utf8');
  writeFileSync(file, source.replace('epochs: 200,', `epochs: ${EPOCHS},`));
  await lens(page, 'Sweep…').click();
  const input = page.locator('.quick-input-widget');
  for (const name of ['activation@10', 'depth']) {
    await input.locator('.monaco-list-row', { hasText: name }).first().getByRole('checkbox').check();
  }
  const box = input.locator('input[type="text"]');
  await box.press('Enter');
  for (const [name, values] of Object.entries({ 'activation@10': 'relu, tanh, sigmoid', depth: '1, 4, 9, 18' })) {
    await input.locator('.quick-input-title', { hasText: name }).waitFor();
    await box.fill(values);
    await box.press('Enter');
  }
  await input.locator('.monaco-list-row.focused', { hasText: 'Train all 12' }).waitFor();
  await page.keyboard.press('Enter');
  const done = dashboardOf(page)
    .getByRole('status')
    .getByText(/^Best: [^()]*$/);
  await done.waitFor({ timeout: 300_000 });
  writeFileSync(file, source);
}

/** A lesson on depth, once it has measured. */
function lesson(/** @type {string} */ title) {
  return async (/** @type {Page} */ page) => {
    await runCommand(page, 'GradLens: What Depth Does');
    const dashboard = dashboardOf(page);
    await dashboard.getByRole('tab', { name: title }).click();
    await dashboard.getByRole('tab', { name: title, selected: true }).waitFor();
    await dashboard.getByRole('button', { name: 'Measure Again' }).waitFor({ timeout: 120_000 });
    await page.waitForTimeout(DRAWN);
  };
}

async function trainToItsEnd(/** @type {Page} */ page) {
  await lens(page, 'Run').click();
  await status(page, /ran \d+ epochs|fitted/);
}

/** A file that is read and not run, with the list of all models in the side bar. */
async function trainBesideTheList(/** @type {Page} */ page) {
  await trainToItsEnd(page);
  await page.locator('.tab', { hasText: 'GradLens' }).locator('.tab-actions .action-label').click();
  await runCommand(page, 'Focus on Models View');
  await page.keyboard.press('Control+1');
}

async function chooseData(/** @type {Page} */ page) {
  await runCommand(page, 'GradLens: Choose Data');
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
}

/** The panel in the whole window. */
async function fillWithDashboard(/** @type {Page} */ page) {
  await trainToItsEnd(page);
  await page.locator('.tab', { hasText: 'GradLens' }).click();
  await runCommand(page, 'View: Toggle Maximize Editor Group');
}

async function runCommand(/** @type {Page} */ page, /** @type {string} */ title) {
  const box = page.locator('.quick-input-widget input[type="text"]');
  // A page that is just shown takes the focus, which closes the list.
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press('F1');
    try {
      await box.fill(`>${title}`, { timeout: DRAWN });
      break;
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw error;
    }
  }
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).waitFor();
  await page.keyboard.press('Enter');
}
