import { describe, expect } from 'vitest';
import { test } from './fixtures.js';

const LAYERS = 20;

/** `1.2e-9` in `∇ 1.2e-9 ▁▁▂ kernel`. */
const normIn = (text: string): number => Number(/∇ (\S+)/.exec(text)?.[1]);

describe('the vanishing example', () => {
  test('trains with every layer in view, stops after its batch, and is still there when the panel is opened again', async ({
    openEditor,
  }) => {
    const { workbench } = await openEditor({
      openFile: 'vanishing.js',
      env: { GRADLENS_STORE: process.env.GRADLENS_STORE },
      viewport: { width: 1900, height: 1200 },
    });
    const { editor, dashboard } = workbench;

    await editor.lens('Run').click();
    await dashboard.text('training').first().waitFor();
    await dashboard.control('img', /loss/i).first().waitFor();
    await dashboard.control('img', /acc/i).first().waitFor();
    await expect.poll(() => dashboard.frame.locator('tr.layer').count()).toBe(LAYERS);
    await editor.lens(/epoch \d+\/200 · loss \d/).waitFor();

    const first = editor.line('inputShape: [2]');
    const last = editor.line('softmax(20)');
    await expect.poll(async () => normIn(await editor.textAfter(first))).toBeGreaterThan(0);
    expect(normIn(await editor.textAfter(last)) / normIn(await editor.textAfter(first))).toBeGreaterThan(100);
    expect(await editor.textAfter(first)).toMatch(/[\d,.e]+× below the last layer/);

    await editor.lens('Stop').click();
    await editor.lens(/stopped after \d+ epochs? · loss \d/).waitFor();
    await editor.lens('Run').waitFor();
    await dashboard
      .text(/stopped/i)
      .first()
      .waitFor();
    const facts = await dashboard.frame.locator('.progress-facts').textContent();
    const firstRow = await dashboard.frame.locator('tr.layer').first().textContent();

    await workbench.tab('GradLens').locator('.codicon-close').click();
    await expect.poll(() => workbench.tab('GradLens').count()).toBe(0);
    await editor.lens('Dashboard').click();
    await expect.poll(() => dashboard.frame.locator('tr.layer').count()).toBe(LAYERS);
    expect(await dashboard.frame.locator('.progress-facts').textContent()).toBe(facts);
    expect(await dashboard.frame.locator('tr.layer').first().textContent()).toBe(firstRow);
    expect(normIn(await editor.textAfter(first))).toBeGreaterThan(0);
  });
});
