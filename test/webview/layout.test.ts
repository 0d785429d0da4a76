import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openDashboards } from './support/dashboards.js';
import { denseLayers, SyntheticFit, SyntheticRun, trainVanishing } from './support/syntheticRun.js';
import type { ThemeName } from './support/themes.js';

const dashboards = openDashboards();

function training(count: number, batches: number) {
  const run = new SyntheticRun('a');
  const fit = new SyntheticFit({ layers: denseLayers(count, true), epochs: 2000 });
  run.fits = [fit];
  trainVanishing(fit, batches);
  return { run, fit };
}

/** Left, top, width and height of everything in the page that has a size. */
const boxes = (page: Page): Promise<Record<string, number[]>> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('#root *')]
        .filter((element) => !element.matches('.progress-fill, .codicon, .plot-frame *'))
        .map((element, index) => {
          const { left, top, width, height } = element.getBoundingClientRect();
          return [`${index} ${element.tagName}.${element.className}`, [left, top, width, height].map(Math.round)];
        }),
    ),
  );

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test.each([300, 420, 520, 560, 600, 900, 1000])('At %i px nothing overflows sideways', async (width) => {
  const { run } = training(6, 120);
  const long = 'a_layer_with_a_name_that_is_much_longer_than_any_column_of_the_table';
  Object.assign(run.fits[0]?.summary.layers[1] ?? {}, { name: long, className: 'BatchNormalization' });
  run.problems.push({
    kind: 'user-code',
    severity: 'error',
    message: `Error: ${'x'.repeat(300)}`,
    location: null,
    stack: null,
  });
  // Held at NaN it has the most buttons.
  const broke = { fit: 1, step: 119, isInfinite: false, first: 'loss', layer: null, kept: 119 } as const;
  run.problems.push({ kind: 'not-a-number', severity: 'warning', message: 'NaN.', location: null, stack: null, broke });
  run.state = { kind: 'active', phase: 'broken' };
  const live = await dashboards.open([run, new SyntheticRun('b')], { width });
  await live.page.getByRole('table').waitFor();
  await live.page.getByText('Roll Back, Lower Rate').waitFor();
  await expect.poll(() => overflow(live.page)).toBe(0);
  const topOf = (name: string) =>
    live.page
      .getByRole('button', { name, exact: true })
      .evaluate((button) => Math.round(button.getBoundingClientRect().top));
  expect(await topOf('Stop'), 'Stop is not alone on a row').toBe(await topOf('Continue'));
});

test('The name of each layer is readable at every width', async () => {
  const { run } = training(4, 120);
  const live = await dashboards.open([run]);
  const { page } = live;
  await page.getByRole('table').waitFor();
  for (const width of [300, 420, 500, 528, 640, 700, 900, 1000]) {
    await page.setViewportSize({ width, height: 900 });
    const names = await page.locator('tbody .cell-layer .link').evaluateAll((links) =>
      links.map((link) => {
        const cell = link.parentElement ?? link;
        return {
          isWhole: cell.scrollWidth <= cell.clientWidth && link.scrollWidth <= link.clientWidth,
          width: link.clientWidth,
        };
      }),
    );
    expect(names, `${width} px`).toHaveLength(5);
    for (const name of names) {
      expect(name.isWhole, `${width} px`).toBe(true);
      expect(name.width, `${width} px`).toBeGreaterThan(40);
    }
  }
});

test.each([300, 1000])('At %i px nothing moves while values change', async (width) => {
  const { run, fit } = training(5, 10);
  const live = await dashboards.open([run], { width });
  const { page } = live;
  await page.getByRole('table').waitFor();
  await page.getByText('10/50').waitFor();
  trainVanishing(fit, 40);
  run.change();
  await page.getByText('50/50').waitFor();
  await page.getByText('validation').first().waitFor();
  const before = await boxes(page);
  trainVanishing(fit, 700);
  fit.batchesPerSecond = 12_345;
  fit.timeLeft = 5_000_000;
  run.change();
  await page.getByText('15/2,000').waitFor();
  await expect.poll(() => boxes(page)).toEqual(before);
});

test('A net of 200 layers is shown whole', async () => {
  const { run } = training(200, 700);
  const live = await dashboards.open([run], { width: 800 });
  await live.page.getByRole('button', { name: '201 Dense 64 sigmoid', exact: true }).waitFor();
  await expect.poll(() => live.page.getByRole('row').count()).toBe(202);
  const map = await live.page.getByRole('img', { name: /^Gradient norm of each layer/ }).boundingBox();
  expect(map?.height).toBe(201 * 4);
  expect(live.dashboard.complaints).toEqual([]);
});

/** The color of a pixel of the heat map, in the middle of the n-th of `rows` rows. */
const heatPixel = (page: Page, row: number, rows: number): Promise<number[]> =>
  page.locator('.heat .strip-frame canvas').evaluate(
    (canvas, at) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('Not a canvas');
      const y = Math.floor(((at.row + 0.5) / at.rows) * canvas.height);
      return [...(canvas.getContext('2d')?.getImageData(canvas.width - 3, y, 1, 1).data ?? [])];
    },
    { row, rows },
  );

test('NaN and 0 have colors of their own, and are said in words', async () => {
  const { run, fit } = training(4, 20);
  for (let count = 0; count < 30; count += 1) {
    fit.train({
      loss: Number.NaN,
      metrics: [Number.NaN],
      norm: (layer) => (layer === 1 ? Number.NaN : layer === 2 ? 0 : 1),
    });
  }
  const live = await dashboards.open([run]);
  const { page } = live;
  await page
    .getByText('The gradient of layer 2 (Dense, sigmoid) is NaN: training can no longer improve the model.')
    .waitFor();
  await page.getByRole('img', { name: /^loss over 50 batches: .*last NaN/ }).waitFor();
  await expect.poll(() => heatPixel(page, 1, 5)).toEqual([248, 81, 73, 255]);
  const [nan, zero, one] = [await heatPixel(page, 1, 5), await heatPixel(page, 2, 5), await heatPixel(page, 3, 5)];
  expect(new Set([String(nan), String(zero), String(one)]).size).toBe(3);
  const row = page.getByRole('row', { name: /2 Dense/ });
  await expect.poll(() => row.textContent()).toContain('NaN');
  // In the editor's own signs and colors.
  await expect.poll(() => row.locator('.gradient-sign').textContent()).toBe('× not a number');
  await expect
    .poll(() => page.locator('.heat-label .gradient-sign').allTextContents())
    .toEqual(['× not a number', '○ no gradient']);
  const colorOf = (sign: string) =>
    page
      .locator(sign)
      .first()
      .evaluate((each) => getComputedStyle(each).color);
  await expect.poll(() => colorOf('.heat-label .gradient-exploding')).toBe('rgb(242, 139, 130)');
  await expect.poll(() => colorOf('.heat-label .gradient-vanishing')).toBe('rgb(201, 138, 224)');
});

const themeNames: ThemeName[] = ['dark', 'light', 'highContrast', 'highContrastLight'];

test.each(themeNames)('In the %s theme text stands out from its background', async (theme) => {
  const { run } = training(4, 60);
  const live = await dashboards.open([run], { theme });
  const { page } = live;
  await page.getByRole('table').waitFor();
  const ratios = await page.evaluate(() => {
    const channels = (color: string): number[] => {
      const context = new OffscreenCanvas(1, 1).getContext('2d');
      if (!context) return [];
      context.fillStyle = getComputedStyle(document.body).backgroundColor;
      context.fillRect(0, 0, 1, 1);
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const luminance = (color: string): number => {
      const linear = channels(color).map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
    };
    const ground = luminance(getComputedStyle(document.body).backgroundColor);
    const texts = ['h1', 'h2', '.muted', '.fact dd', '.cell-value', '.cell-layer .link', '.summary', '.heat-label'];
    return texts.map((selector) => {
      const element = document.querySelector(selector);
      const text = luminance(element ? getComputedStyle(element).color : 'transparent');
      return { selector, ratio: (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05) };
    });
  });
  for (const { selector, ratio } of ratios) expect(ratio, selector).toBeGreaterThanOrEqual(4.5);
});

test.each(themeNames)('In the %s theme validation is drawn as its legend says', async (theme) => {
  const { run } = training(4, 60);
  const { page } = await dashboards.open([run], { theme });
  await page.locator('.legend-validation').first().waitFor();
  /** How far the plotted pixel nearest to the legend's color, on the plot's ground, is from it: 0 to 255. */
  const distance = () =>
    page.evaluate(() => {
      const legend = document.querySelector('.legend-validation');
      const canvas = document.querySelector('.uplot canvas');
      const painted = new OffscreenCanvas(1, 1).getContext('2d');
      if (!legend || !(canvas instanceof HTMLCanvasElement) || !painted) throw new Error('There is no plot');
      painted.fillStyle = getComputedStyle(legend).borderTopColor;
      painted.fillRect(0, 0, 1, 1);
      const wanted = painted.getImageData(0, 0, 1, 1).data;
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let nearest = 255;
      for (let at = 0; at < data.length; at += 4) {
        const far = Math.max(...[0, 1, 2, 3].map((part) => Math.abs((data[at + part] ?? 0) - (wanted[part] ?? 0))));
        nearest = Math.min(nearest, far);
      }
      return nearest;
    });
  await expect.poll(distance).toBeLessThan(8);
});

test('Canvases are painted anew when the theme changes', async () => {
  const { run, fit } = training(3, 20);
  fit.train({ loss: 1, metrics: [1], norm: () => Number.NaN });
  const live = await dashboards.open([run]);
  const { page } = live;
  await page.getByRole('table').waitFor();
  await expect.poll(() => heatPixel(page, 1, 4)).toEqual([248, 81, 73, 255]);
  await live.dashboard.setTheme('highContrast');
  await expect.poll(() => heatPixel(page, 1, 4)).toEqual([244, 135, 113, 255]);
});

test('A trend is painted when it scrolls into view', async () => {
  const { run } = training(200, 60);
  const live = await dashboards.open([run]);
  const trend = live.page.locator('.sparkline canvas').last();
  const painted = () =>
    trend.evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('Not a canvas');
      return canvas
        .getContext('2d')
        ?.getImageData(0, 0, canvas.width, canvas.height)
        .data.some((byte) => byte > 0);
    });
  await expect.poll(() => painted()).toBe(false);
  await trend.scrollIntoViewIfNeeded();
  await expect.poll(painted).toBe(true);
});

test('Those who want less motion get none', async () => {
  const { run } = training(2, 10);
  const live = await dashboards.open([run]);
  const { page } = live;
  const badge = page.locator('.badge .codicon');
  await badge.waitFor();
  await expect.poll(() => badge.evaluate((icon) => getComputedStyle(icon).animationName)).toBe('turn');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(() => badge.evaluate((icon) => getComputedStyle(icon).animationName)).toBe('none');
});
