import { describe, expect } from 'vitest';
import { test } from './fixtures.js';
import { ENDED } from './pages/dashboardPage.js';

const SOON = { timeout: 60_000 };

describe('the compiled step', () => {
  test('trains the convolution example, and the dashboard shows so and how fast', async ({ openEditor }) => {
    const { workbench } = await openEditor({ openFile: 'digits.js', viewport: { width: 1600, height: 900 } });
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

  test('is switched off by its setting, which the dashboard says', async ({ openEditor }) => {
    const { workbench } = await openEditor({
      openFile: 'xor.js',
      viewport: { width: 1600, height: 900 },
      settings: { 'gradlens.compiledStep': 'off' },
    });
    await workbench.editor.lens('Run').click();
    await expect.poll(() => workbench.dashboard.stepMode(), SOON).toBe('eager: compiled steps are turned off');
  });
});
