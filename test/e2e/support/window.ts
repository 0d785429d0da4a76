import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { at } from '../../../scripts/lib/root.mjs';
import { makeTempFolder, removeFolder } from '../../../scripts/lib/tempFolder.mjs';
import { installExtension, RigServer } from '../../rig/server.mjs';
import { stillPage } from '../../rig/stillPage.mjs';
import { handOnLoaded } from '../../trainer/support/loadedBackends.js';
import { Workbench } from '../pages/workbench.js';
import { assertNothingLeft } from './leftovers.js';

/** How a window is opened. */
export interface EditorOptions {
  /** Folder to open, copied first, so that tests may write into it; from the repository's root. */
  readonly workspace?: string;
  /** Changes the copy of the workspace before it is opened: a window may miss what changes while it starts. */
  readonly prepare?: (workspace: string) => void;
  /** File to show, from the workspace. */
  readonly openFile?: string;
  /** Open the workspace untrusted, as on a person's machine; otherwise it is trusted. */
  readonly untrusted?: boolean;
  /** Have GradLens keep its files at a path where nothing can be written. */
  readonly brokenStore?: boolean;
  /** Begin like a new machine, with no tfjs-node but the embedded default. */
  readonly withoutTfjsNode?: boolean;
  /** The user's settings. */
  readonly settings?: Record<string, unknown>;
  /** Install this package instead of linking to the repository. */
  readonly vsix?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A window of VS Code of its own: server, profile, workspace, GradLens's store and page. */
export interface OpenEditor {
  readonly workbench: Workbench;
  /** The copy of the workspace. */
  readonly workspace: string;
  /** Where GradLens keeps its files in this window. */
  readonly store: string;
}

const VIEWPORT = { width: 1280, height: 800 };
const PAGE_TIMEOUT = 90_000;

/**
 * What moves is drawn up to 60 times a second, and without a graphics card the processors do that. A process that waits for another run would take
 * a second of the test's.
 */
const STILL = { 'editor.cursorBlinking': 'solid', 'gradlens.warmStart.enabled': false };

/** @param onEnd takes what closes and removes the window's parts; to be called in reverse order */
export async function openWindow(
  browser: Browser,
  options: EditorOptions,
  onEnd: (cleanUp: () => unknown) => void,
): Promise<OpenEditor> {
  const folder = makeTempFolder('e2e');
  onEnd(() => removeFolder(folder));
  const workspace = join(folder, 'workspace');
  const data = join(folder, 'data');
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  cpSync(at(options.workspace ?? 'examples'), workspace, { recursive: true });
  options.prepare?.(workspace);
  const store = options.brokenStore ? join(workspace, 'package.json', 'store') : makeStore(folder, options, onEnd);
  if (options.vsix) await installExtension(data, options.vsix);
  onEnd(() => assertNothingLeft({ store, temporary }));
  const server = await RigServer.start({
    data,
    env: { GRADLENS_STORE: store, TMPDIR: temporary },
    settings: { ...STILL, ...options.settings },
    workspaceTrust: options.untrusted === true,
    underTest: false,
    ...(options.vsix ? {} : { extension: at() }),
  });
  onEnd(() => server.stop());
  const page = await browser.newPage({ viewport: options.viewport ?? VIEWPORT, reducedMotion: 'reduce' });
  onEnd(() => page.close());
  page.setDefaultTimeout(PAGE_TIMEOUT);
  const payload: Record<string, string> = {};
  if (options.openFile) payload.openFile = server.remoteUri(join(workspace, options.openFile));
  await page.goto(server.workbenchUrl(workspace, payload));
  const workbench = new Workbench(page);
  await workbench.waitUntilOpen();
  await stillPage(page);
  return { workbench, workspace, store };
}

/** A store of this window's own, with the real tfjs-node of the ring's store in it where it is wanted. */
function makeStore(
  folder: string,
  { withoutTfjsNode = false }: EditorOptions,
  onEnd: (cleanUp: () => unknown) => void,
): string {
  const store = join(folder, 'store');
  mkdirSync(store);
  if (withoutTfjsNode) return store;
  const ring = process.env.GRADLENS_STORE;
  if (!ring) throw new Error('GRADLENS_STORE names no store with tfjs-node: run the ring with npm run test:e2e');
  symlinkSync(join(ring, 'tfjs-node'), join(store, 'tfjs-node'), 'junction');
  handOnLoaded(ring, store);
  onEnd(() => handOnLoaded(store, ring));
  return store;
}
