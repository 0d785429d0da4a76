import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SOON, sharedEditor } from './fixtures.js';
import { ENDED } from './pages/dashboardPage.js';

describe('the compiled step', () => {
  const window = sharedEditor({ openFile: 'digits.js', viewport: { width: 1600, height: 900 }, prepare: trainBriefly });

  test('trains the convolution example, and the dashboard shows so and how fast', async () => {
    const { workbench } = window.current;
    const { editor, dashboard } = workbench;
    await editor.lens('Run').click();
    await expect.poll(() => dashboard.stepMode(), SOON).toBe('compiled');
    await dashboard.text(/^[\d,.]+ steps\/s$/).waitFor();
    await dashboard.status(ENDED).waitFor(SOON);
    expect(await dashboard.stepMode()).toBe('compiled');

    await workbench.reload();
    await editor.lens('Dashboard').click();
    await expect.poll(() => dashboard.stepMode(), SOON).toBe('compiled');
    await dashboard.text(/^[\d,.]+ steps\/s$/).waitFor();
  });

  test('is switched off by its setting, which the dashboard says', async () => {
    const { workbench, workspace } = window.current;
    const { editor, dashboard } = workbench;
    await workbench.focusGroup(1);
    await workbench.openFile('xor.js');
    await editor.lens('Sweep').waitFor();
    writeFileSync(
      settingsOf(workspace),
      JSON.stringify({ 'gradlens.compiledStep': 'off', 'gradlens.sweepLens.enabled': false }),
    );
    // The window has read the file: it comes by it when its watcher says so.
    await editor.lens('Sweep').waitFor({ state: 'detached' });
    await editor.lens('Run').click();
    await expect.poll(() => dashboard.stepMode(), SOON).toBe('eager: compiled steps are turned off');
  });
});

const settingsOf = (workspace: string) => join(workspace, '.vscode', 'settings.json');

function trainBriefly(workspace: string): void {
  mkdirSync(join(workspace, '.vscode'));
  writeFileSync(settingsOf(workspace), '{}');
  const file = join(workspace, 'digits.js');
  writeFileSync(file, readFileSync(file, 'utf8').replace('epochs: 8,', 'epochs: 3,'));
}
