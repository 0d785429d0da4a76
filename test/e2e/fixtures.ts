import type { Browser } from 'playwright-core';
import { afterAll, afterEach, test as base, beforeAll } from 'vitest';
import { at } from '../../scripts/lib/root.mjs';
import { startBrowser } from '../rig/browser.mjs';
import { type EditorOptions, type OpenEditor, openWindow } from './support/window.js';

/** Milliseconds that a window has to open or to close on a busy machine. */
const WINDOW_TIMEOUT = 300_000;

/** How long `expect.poll` waits for what a busy machine shows late. */
export const SOON = { timeout: 180_000 };

interface Fixtures {
  /** Opens a window; it is closed after the test; a failed one leaves a screenshot in out/test-results, and its words in the log. */
  openEditor: (options?: EditorOptions) => Promise<OpenEditor>;
}

export const test = base.extend<Fixtures>({
  openEditor: async ({ task }, use) => {
    const windows = new Windows();
    await use((options) => windows.open(options));
    if (task.result?.state === 'fail') await windows.tellFailure(task.name);
    await windows.close();
  },
});

/** One window for all tests of a file, which saves its start for each of them; read it within tests only. */
export function sharedEditor(options: EditorOptions): { readonly current: OpenEditor } {
  const windows = new Windows();
  let opened: OpenEditor | undefined;
  beforeAll(async () => {
    opened = await windows.open(options);
  }, WINDOW_TIMEOUT);
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await windows.tellFailure(task.name);
  });
  afterAll(() => windows.close(), WINDOW_TIMEOUT);
  return {
    get current() {
      if (!opened) throw new Error('the window is not open yet');
      return opened;
    },
  };
}

/** Windows in one browser. */
class Windows {
  private readonly cleanUps: (() => unknown)[] = [];
  private readonly opened: OpenEditor[] = [];
  private browser: Browser | undefined;

  async open(options: EditorOptions = {}): Promise<OpenEditor> {
    this.browser ??= await startBrowser();
    const editor = await openWindow(this.browser, options, (cleanUp) => this.cleanUps.push(cleanUp));
    this.opened.push(editor);
    return editor;
  }

  /** What the windows showed when the test failed: pictures in out/test-results, and in words, as a log on another machine has no pictures. */
  async tellFailure(test: string): Promise<void> {
    const name = test.replaceAll(/[^a-z0-9]+/gi, '-');
    for (const [index, { workbench }] of this.opened.entries()) {
      const path = at('out', 'test-results', `${name}-${index + 1}.png`);
      await workbench.page.screenshot({ path }).catch(() => {}); // the window may be what crashed
      const words = await workbench.words().catch((error: unknown) => `nothing could be read: ${error}`);
      process.stderr.write(`window ${index + 1} when "${test}" failed:\n${words}\n`);
    }
  }

  /** Closes all of them, and only then fails where one has left something behind. */
  async close(): Promise<void> {
    const faults: unknown[] = [];
    for (const cleanUp of this.cleanUps.reverse()) {
      try {
        await cleanUp();
      } catch (error) {
        faults.push(error);
      }
    }
    await this.browser?.close();
    if (faults.length > 0) throw faults[0];
  }
}
