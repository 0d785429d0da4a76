import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { FitSummary } from '../../src/protocol/fit.js';
import { contrast, type Rgb } from '../../webview/theme/rgb.js';
import { openDashboards } from './support/dashboards.js';
import { SyntheticFit, SyntheticRun, trainVanishing } from './support/syntheticRun.js';
import { type ThemeName, themes } from './support/themes.js';

const dashboards = openDashboards();

async function open(theme: ThemeName = 'dark', state: unknown = null, summary: Partial<FitSummary> = {}) {
  const run = new SyntheticRun('a');
  const fit = new SyntheticFit({ metrics: ['acc', 'mse'], ...summary });
  run.fits = [fit];
  trainVanishing(fit, 420);
  const { page } = await dashboards.open([run], { theme, state });
  await page.getByRole('img', { name: /^loss over 420 batches/ }).waitFor();
  return page;
}

const plot = (page: Page, name = 'loss') => page.getByRole('figure', { name, exact: true });

/** Colors of the page's variables and of its ground, as they are painted. */
const colorsOf = (page: Page, names: readonly string[]): Promise<Rgb[]> =>
  page.evaluate((wanted) => {
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    const body = getComputedStyle(document.body);
    const main = getComputedStyle(document.querySelector('.dashboard') ?? document.body);
    return ['', ...wanted].map((name) => {
      if (!context) throw new Error('Nothing to paint on');
      for (const color of [body.backgroundColor, name === '' ? body.backgroundColor : main.getPropertyValue(name)]) {
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
      }
      const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
      return [red, green, blue] as const;
    });
  }, names);

test.each(Object.keys(themes) as ThemeName[])(
  'In the %s theme each line stands out from its ground, on the canvas too',
  async (theme) => {
    const page = await open(theme);
    const [ground = [0, 0, 0], ...lines] = await colorsOf(page, ['--training', '--raw', '--validation', '--behind']);
    for (const line of lines) expect(contrast(line, ground)).toBeGreaterThanOrEqual(3);
    const raw = lines[1];
    const isPainted = () =>
      plot(page)
        .locator('canvas')
        .first()
        .evaluate((canvas, wanted) => {
          if (!(canvas instanceof HTMLCanvasElement)) throw new Error('Not a canvas');
          const { data = [] } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
          for (let at = 0; at < data.length; at += 4)
            if (data[at + 3] === 255 && wanted?.every((part, index) => Math.abs((data[at + index] ?? 0) - part) < 8))
              return true;
          return false;
        }, raw);
    await expect.poll(isPainted).toBe(true);
  },
);

test('Lines and metrics are switched off and on, and the x axis counts epochs, by keyboard', async () => {
  const page = await open();
  expect(
    await page
      .getByRole('figure')
      .filter({ has: page.locator('.uplot') })
      .count(),
  ).toBe(3);
  await page.getByRole('button', { name: 'mse', exact: true }).press('Enter');
  await expect.poll(() => plot(page, 'mse').count()).toBe(0);
  const validation = plot(page).getByRole('button', { name: /^validation/ });
  await validation.press('Space');
  await expect.poll(() => validation.getAttribute('aria-pressed')).toBe('false');
  expect(
    await plot(page, 'acc')
      .getByRole('button', { name: /^validation/ })
      .getAttribute('aria-pressed'),
  ).toBe('false');
  await page.getByRole('button', { name: 'Epoch', exact: true }).press('Enter');
  const picture = plot(page).getByRole('img', { name: /^loss over/ });
  const pointedAt = () => plot(page).locator('.curve-cursor').textContent();
  // The plot is made anew for the other unit.
  await expect.poll(() => picture.press('End').then(pointedAt)).toBe('epoch 8.40');
  await picture.press('Home');
  await expect.poll(pointedAt).toMatch(/^epoch 0\.0/);
  const said = (name: string) => plot(page, name).getByRole('status').textContent();
  await expect.poll(() => said('loss')).toMatch(/^epoch 0\.0\d+: batch \d/);
  await expect.poll(() => said('acc')).toBe('');
  await picture.press('Control++');
  await page.getByText('Drag across a plot to zoom').waitFor();
  await picture.press('+');
  await page.getByText(/^Batches \d+ to \d+/).waitFor();
  await picture.press('0');
  await page.getByText('Drag across a plot to zoom').waitFor();
  await picture.press('Escape');
  await expect.poll(pointedAt).toBe('');
});

test('Smoothing draws a second line over the raw one, and the best value is named', async () => {
  const page = await open();
  await expect.poll(() => plot(page).locator('.legend-best').textContent()).toMatch(/best 0\.\d+, epoch 8$/);
  const slider = page.getByRole('slider', { name: 'Smoothing' });
  await slider.fill('0.6');
  await expect.poll(() => page.locator('.smoothing output').textContent()).toBe('0.60');
});

test('How the plots were looked at is there again when the page is loaded anew', async () => {
  const plots = {
    unit: 'epoch',
    smoothing: 0.5,
    hiddenLines: ['validation'],
    hiddenMetrics: ['mse'],
    logScales: ['loss'],
  };
  const page = await open('dark', { tracks: [{ run: 'a', fit: null }], plots });
  await expect.poll(() => plot(page, 'mse').count()).toBe(0);
  await expect.poll(() => page.getByRole('slider', { name: 'Smoothing' }).inputValue()).toBe('0.5');
  await expect
    .poll(() => page.getByRole('button', { name: 'Epoch', exact: true }).getAttribute('aria-pressed'))
    .toBe('true');
  const validation = plot(page).getByRole('button', { name: /^validation/ });
  await expect.poll(() => validation.getAttribute('aria-pressed')).toBe('false');
  await expect.poll(() => plot(page).getByRole('checkbox', { name: 'Log' }).isChecked()).toBe(true);
  await expect.poll(() => plot(page, 'acc').getByRole('checkbox', { name: 'Log' }).isChecked()).toBe(false);
});

test('The x axis of a training loop without epochs counts batches, whatever was chosen for another run', async () => {
  const plots = { unit: 'epoch', smoothing: 0, hiddenLines: [], hiddenMetrics: [], logScales: [] };
  const loop = { kind: 'steps', epochs: null, batchesPerEpoch: null } as const;
  const page = await open('dark', { tracks: [{ run: 'a', fit: null }], plots }, loop);
  await plot(page)
    .getByRole('img', { name: /^loss over/ })
    .press('End');
  await expect.poll(() => plot(page).locator('.curve-cursor').textContent()).toBe('batch 420');
  await expect.poll(() => page.getByRole('button', { name: 'Epoch', exact: true }).count()).toBe(0);
});

test('A plot is saved as a picture of what it shows, and its values as a table, by keyboard', async () => {
  const page = await open();
  const menu = plot(page).getByRole('button', { name: 'Save loss', exact: true });
  const choose = async (name: string) => {
    await menu.press('Enter');
    await plot(page).getByRole('button', { name }).press('Enter');
  };
  await plot(page)
    .getByRole('button', { name: /^validation/ })
    .press('Space');
  await choose('Save as PNG');
  await choose('Save as SVG');
  await choose('Save values as CSV');
  await menu.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(() => plot(page).getByRole('button', { name: 'Save as PNG' }).isVisible()).toBe(false);
  await expect
    .poll(() => dashboards.live.asked)
    .toEqual(['save loss of a as png, true', 'save loss of a as svg, true', 'save loss of a: loss,val_loss']);
  const pictures = dashboards.live.dashboard.messages.filter(
    (message): message is { format: string; content: string } => (message as { type: string }).type === 'savePicture',
  );
  const svg = pictures.find(({ format }) => format === 'svg')?.content ?? '';
  const read = await page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, 'image/svg+xml');
    const all = (selector: string) => [...document.querySelectorAll(selector)];
    return {
      isBroken: document.querySelector('parsererror') !== null,
      texts: all('text').map((each) => each.textContent),
      lines: all('path').map((path) => (path.getAttribute('d') ?? '').split('L').length),
    };
  }, svg);
  expect(read.isBroken).toBe(false);
  expect(read.texts).toEqual(expect.arrayContaining(['loss', 'Batch', 'batch', 'epoch']));
  expect(read.texts).not.toContain('validation');
  expect(read.lines[0]).toBeGreaterThan(50);
});
