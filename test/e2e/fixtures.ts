import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { test as base } from 'vitest';
import { at } from '../../scripts/lib/root.mjs';
import { makeTempFolder, removeFolder } from '../../scripts/lib/tempFolder.mjs';
import { startBrowser } from '../rig/browser.mjs';
import { installExtension, RigServer } from '../rig/server.mjs';
import { Workbench } from './pages/workbench.js';

/** How a window is opened. */
export interface EditorOptions {
  /** Folder to open, copied first, so that tests may write into it; from the repository's root. */
  readonly workspace?: string;
  /** File to show, from the workspace. */
  readonly openFile?: string;
  /** Open the workspace untrusted, as on a person's machine; otherwise it is trusted. */
  readonly untrusted?: boolean;
  /** The user's settings. */
  readonly settings?: Record<string, unknown>;
  /** Added to the environment of the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** Install this package instead of loading the extension from the repository. */
  readonly vsix?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A window of VS Code of its own: server, profile, workspace and page. */
export interface OpenEditor {
  readonly workbench: Workbench;
  readonly server: RigServer;
  /** The copy of the workspace. */
  readonly workspace: string;
}

interface Fixtures {
  /** Opens a window; it is closed after the test; a failed one leaves a screenshot in out/test-results. */
  openEditor: (options?: EditorOptions) => Promise<OpenEditor>;
}

const VIEWPORT = { width: 1280, height: 800 };
const PAGE_TIMEOUT = 30_000;

export const test = base.extend<Fixtures>({
  openEditor: async ({ task }, use) => {
    const cleanUps: (() => unknown)[] = [];
    const open: OpenEditor[] = [];
    let browser: Browser | undefined;
    await use(async (options = {}) => {
      browser ??= await startBrowser();
      const editor = await openWindow(browser, options, (cleanUp) => cleanUps.push(cleanUp));
      open.push(editor);
      return editor;
    });
    if (task.result?.state === 'fail') await takeScreenshots(task.name, open);
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
    await browser?.close();
  },
});

/** What the windows showed when the test failed, in out/test-results. */
async function takeScreenshots(test: string, open: readonly OpenEditor[]): Promise<void> {
  const name = test.replaceAll(/[^a-z0-9]+/gi, '-');
  for (const [index, { workbench }] of open.entries()) {
    const path = at('out', 'test-results', `${name}-${index + 1}.png`);
    await workbench.page.screenshot({ path }).catch(() => {}); // the window may be what crashed
  }
}

async function openWindow(
  browser: Browser,
  options: EditorOptions,
  onEnd: (cleanUp: () => unknown) => void,
): Promise<OpenEditor> {
  const folder = makeTempFolder('e2e');
  onEnd(() => removeFolder(folder));
  const workspace = join(folder, 'workspace');
  const data = join(folder, 'data');
  cpSync(at(options.workspace ?? 'examples'), workspace, { recursive: true });
  if (options.vsix) await installExtension(data, options.vsix);
  const server = await RigServer.start({
    data,
    env: { ...options.env },
    settings: { ...options.settings },
    workspaceTrust: options.untrusted === true,
  });
  onEnd(() => server.stop());
  const page = await browser.newPage({ viewport: options.viewport ?? VIEWPORT });
  onEnd(() => page.close());
  page.setDefaultTimeout(PAGE_TIMEOUT);
  const payload: Record<string, string> = {};
  if (!options.vsix) payload.extensionDevelopmentPath = server.remoteUri(at());
  if (options.openFile) payload.openFile = server.remoteUri(join(workspace, options.openFile));
  await page.goto(server.workbenchUrl(workspace, payload));
  const workbench = new Workbench(page);
  await workbench.waitUntilOpen();
  return { workbench, server, workspace };
}
