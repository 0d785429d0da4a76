// The vanishing example in training, in VS Code's own dark and light themes, written to media/.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowser } from '../../test/rig/browser.mjs';
import { RigServer } from '../../test/rig/server.mjs';
import { ensureBuild } from './build.mjs';
import { at } from './root.mjs';
import { say } from './say.mjs';
import { makeTempFolder, removeFolder } from './tempFolder.mjs';
import { withTestStore } from './testStore.mjs';

const THEMES = { dark: 'Default Dark Modern', light: 'Default Light Modern' };
const VIEWPORT = { width: 1600, height: 940 };
/** Epochs after which the curves have something to tell. */
const EPOCHS = 40;

/** Side bar and minimap away: the picture is about the editor and the panel. */
const SETTINGS = {
  'editor.minimap.enabled': false,
  'workbench.activityBar.location': 'hidden',
  'breadcrumbs.enabled': false,
};

export async function takeScreenshots() {
  await ensureBuild();
  for (const [name, theme] of Object.entries(THEMES)) {
    await withTestStore((env) => takeScreenshot(name, theme, env));
  }
}

async function takeScreenshot(
  /** @type {string} */ name,
  /** @type {string} */ theme,
  /** @type {NodeJS.ProcessEnv} */ env,
) {
  const folder = makeTempFolder('screenshot');
  const workspace = join(folder, 'examples');
  cpSync(at('examples'), workspace, { recursive: true });
  const settings = { ...SETTINGS, 'workbench.colorTheme': theme };
  const server = await RigServer.start({ data: join(folder, 'data'), env, settings, extension: at() });
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    const openFile = server.remoteUri(join(workspace, 'vanishing.js'));
    await page.goto(server.workbenchUrl(workspace, { openFile }));
    await page.locator('.codelens-decoration a', { hasText: 'Run' }).first().waitFor();
    await page.keyboard.press('Control+B');
    await page.locator('.codelens-decoration a', { hasText: 'Run' }).first().click();
    const epoch = new RegExp(`epoch (${EPOCHS}|[5-9]\\d|1\\d\\d)/200`);
    await page.locator('.codelens-decoration', { hasText: epoch }).waitFor({ timeout: 300_000 });
    const file = at('media', `screenshot-${name}.png`);
    await page.screenshot({ path: file });
    say(file);
  } finally {
    await browser.close();
    await server.stop();
    removeFolder(folder);
  }
}
