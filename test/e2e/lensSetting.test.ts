import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from './fixtures.js';

/** Milliseconds: less than the half minute for which VS Code keeps the lenses of a provider that is gone. */
const AT_ONCE = 20_000;

test('Code lenses leave the screen with their setting, and come back', async ({ openEditor }) => {
  const { workbench, workspace } = await openEditor({ workspace: 'test/fixtures/e2e', openFile: 'short.js' });
  const { editor } = workbench;
  const folder = join(workspace, '.vscode');
  const set = (settings: Record<string, unknown>) =>
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
  await editor.lens('Run').waitFor();
  mkdirSync(folder, { recursive: true });
  set({ 'gradlens.codeLens.enabled': false });
  // What VS Code keeps is no link any more.
  await editor.status('Run').waitFor({ state: 'detached', timeout: AT_ONCE });
  set({});
  await editor.lens('Run').waitFor();
});
