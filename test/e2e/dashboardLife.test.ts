import { describe, expect, test } from 'vitest';
import { SOON, sharedEditor } from './fixtures.js';
import { ENDED } from './pages/dashboardPage.js';
import { trainers } from './support/leftovers.js';

const LAYERS = 2;
const VIEWPORT = { width: 1600, height: 1100 };

describe('the dashboard', () => {
  const window = sharedEditor({ workspace: 'test/fixtures/e2e', viewport: VIEWPORT });

  test('shows runs of before a reload of the window: whole where they had ended, else interrupted and ready to run again', async () => {
    const { workbench, store } = window.current;
    const { editor, dashboard } = workbench;
    await workbench.openFile('short.js');
    await editor.lens('Run').click();
    await dashboard.status(ENDED).waitFor();
    const norms = () => dashboard.layers.allTextContents();
    await expect.poll(norms, SOON).toHaveLength(LAYERS);
    const before = await norms();

    await workbench.reload();
    await dashboard.status(ENDED).waitFor();
    await expect.poll(norms, SOON).toEqual(before);
    await expect.poll(() => dashboard.fact('Epoch'), SOON).toBe(5);
    await editor.status(/ran 5 epochs/).waitFor();

    await workbench.openFile('long.js');
    await editor.lens('Run').click();
    await dashboard.status('Training').waitFor();
    await expect.poll(() => dashboard.fact('Epoch'), SOON).toBeGreaterThan(10);
    const reached = await dashboard.fact('Epoch');

    await workbench.reload();
    await dashboard.status('Interrupted').waitFor();
    await dashboard.text(/at epoch \d+/).waitFor();
    await expect.poll(() => dashboard.layers.count(), SOON).toBe(LAYERS);
    await expect.poll(() => dashboard.fact('Epoch'), SOON).toBeGreaterThanOrEqual(reached);
    await expect.poll(() => trainers(store), SOON).toEqual([]);

    await dashboard.control('button', 'Run Again').click();
    await dashboard.status('Training').waitFor();
    await expect.poll(() => trainers(store), SOON).toHaveLength(1);
    await dashboard.control('button', 'Stop').click();
    await dashboard.status('Stopped').waitFor();
    await expect.poll(() => trainers(store), SOON).toEqual([]);
  });

  test('goes on after it was closed, hidden and moved in mid-run; Pause holds it, Stop ends it', async () => {
    const { workbench, store } = window.current;
    const { editor, dashboard } = workbench;
    const advances = async () => {
      await dashboard.status('Training').waitFor();
      const before = await dashboard.fact('Epoch');
      await expect.poll(() => dashboard.fact('Epoch'), SOON).toBeGreaterThan(before);
      await expect.poll(() => dashboard.layers.count(), SOON).toBe(LAYERS);
    };
    await workbench.focusGroup(1);
    await workbench.openFile('long.js');
    await editor.lens('Run').click();
    await advances();

    await workbench.closeTab('GradLens');
    await editor.lens('Dashboard').click();
    await advances();

    // Its group is locked, so that no file covers it; a person may unlock it.
    await workbench.focusGroup(2);
    await workbench.runCommand('View: Unlock Editor Group');
    await workbench.openFile('linear.js');
    await expect.poll(() => dashboard.outerFrame.isVisible(), SOON).toBe(false);
    await workbench.tab('GradLens').click();
    await advances();

    await workbench.runCommand('View: Move Editor into First Group');
    await advances();

    await dashboard.control('button', 'Pause').click();
    await dashboard.status('Paused').waitFor();
    await dashboard.control('button', 'Resume').click();
    await advances();

    await dashboard.control('button', 'Stop').click();
    await dashboard.status('Stopped').waitFor();
    await expect.poll(() => trainers(store), SOON).toEqual([]);
  });
});
