import { expect, test } from 'vitest';
import type { AskedSample } from '../../src/depth/keptModels.js';
import { Emitter } from '../../src/lifecycle/emitter.js';
import { predictedFit } from '../unit/predictions/predictedFit.js';
import { openDashboards } from './support/dashboards.js';
import { SyntheticFit, SyntheticRun, trainVanishing } from './support/syntheticRun.js';

const dashboards = openDashboards();

const ASKED = { input: [], isBusy: true, answer: null, failure: null };

/** What a kept model is asked, of a test's making. */
class Asked {
  current: AskedSample | null = null;
  version: number | null = null;
  private readonly changes = new Emitter<void>();
  readonly onDidChange = this.changes.event;

  tell(asked: AskedSample): void {
    this.current = asked;
    this.version = (this.version ?? 0) + 1;
    this.changes.fire();
  }
}

async function open(fit: SyntheticFit) {
  const run = new SyntheticRun('a');
  run.fits = [fit];
  trainVanishing(fit, 20);
  const { page } = await dashboards.open([run]);
  return page.getByRole('region', { name: 'Predictions' });
}

test('Classes are held against each other by keys, and the samples that are wrong are shown as the pictures that they are', async () => {
  const picture = (bright: number) => Array.from({ length: 64 }, (_, pixel) => (pixel === bright ? 1 : 0));
  const section = await open(
    predictedFit({
      ...{ loss: 'categoricalCrossentropy', activation: 'softmax', input: [8, 8, 1], of: 1200 },
      targets: [
        [1, 0],
        [1, 0],
        [0, 1],
      ],
      outputs: [
        [0.9, 0.1],
        [0.3, 0.7],
        [0.4, 0.6],
      ],
      inputs: [picture(0), picture(63), picture(7)],
      setup: { classes: ['cat', 'dog'] },
    }),
  );
  await section.getByText('67% right (2 of 3 samples); always saying cat would get 67%.').waitFor();
  await section.getByText('3 of 1,200 validation samples, after 10 batches.').waitFor();
  const matrix = section.getByRole('grid', { name: /^Confusion matrix/ });
  const cells = matrix.getByRole('gridcell');
  await expect.poll(() => cells.allTextContents()).toEqual(['1', '1', '0', '1']);
  await cells.first().focus();
  await section.page().keyboard.press('ArrowRight');
  const focused = section.page().locator('td:focus');
  await expect
    .poll(() => focused.getAttribute('title'))
    .toBe('Wrong: 1 sample of class cat taken for dog, 50% of the 2 of that class');
  await section.getByRole('button', { name: 'Shares' }).click();
  await expect.poll(() => cells.allTextContents()).toEqual(['50%', '50%', '0%', '100%']);
  const table = section.getByRole('table', { name: 'Precision and recall of each class' });
  await expect
    .poll(() => table.getByRole('row').allTextContents())
    .toEqual(['ClassPrecisionRecallSupport', 'cat100%50%2', 'dog50%100%1']);
  const worst = section.getByRole('list').first().getByRole('listitem');
  await expect.poll(() => worst.allTextContents()).toEqual(['is cat · said dog70% sure · #2']);
  const pixels = await worst.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, 8, 8) ?? { data: [] };
    return [data[0], data[63 * 4], data[63 * 4 + 3]];
  });
  expect(pixels).toEqual([0, 255, 255]);
  const asOf = section.getByText(/^As of/);
  await expect.poll(() => asOf.count()).toBe(0);
  await section.page().getByRole('slider', { name: 'Batch shown' }).press('ArrowLeft');
  await asOf.waitFor();
  await expect
    .poll(() => asOf.textContent())
    .toBe('As of batch 10, the last that was kept: the batch chosen above does not change this section.');
});

test('Two inputs have a map of what the model says around them', async () => {
  const section = await open(
    predictedFit({
      ...{
        loss: 'binaryCrossentropy',
        activation: 'sigmoid',
        targets: [[0], [1]],
        outputs: [[0.1], [0.2]],
        inputs: [
          [0, 0],
          [1, 1],
        ],
      },
      surface: { x: [0, 1], y: [0, 1], outputs: [0.1, 0.1, 0.1, 0.999] },
    }),
  );
  const map = section.getByRole('img', { name: /^What the model says for x₁ from 0 to 1.00 .* with 2 samples/ });
  const corners = await map.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, 2, 2) ?? { data: new Uint8ClampedArray() };
    return [0, 4, 8, 12].map((from) => [...data.slice(from, from + 3)].join());
  });
  // The highest inputs are at the top right.
  expect(new Set([corners[0], corners[2], corners[3]]).size).toBe(1);
  expect(corners[1]).not.toBe(corners[0]);
});

test('Two inputs have a surface of each unit of a layer that is chosen', async () => {
  const section = await open(
    predictedFit({
      ...{ loss: 'binaryCrossentropy', activation: 'sigmoid', targets: [[0], [1]], outputs: [[0.1], [0.2]] },
      inputs: [
        [0, 0],
        [1, 1],
      ],
      surface: { x: [0, 1], y: [0, 1], outputs: [0.1, 0.1, 0.1, 0.999] },
      units: [
        [
          [-2, 0, 0, 1],
          [0, 0, 0, 0],
        ],
        [[0.1, 0.1, 0.1, 0.9]],
      ],
    }),
  );
  const units = section.getByRole('list', { name: /^Units of 1 Dense/ }).getByRole('listitem');
  await expect.poll(() => units.allTextContents()).toEqual(['1-2.00 to 1.00', '2always 0']);
  await section.getByText('The first 2 of 64 units.').waitFor();
  const pixels = await units.locator('canvas').evaluateAll((all) =>
    (all as HTMLCanvasElement[]).map((canvas) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, 2, 2) ?? { data: new Uint8ClampedArray() };
      return [8, 12, 0, 4].map((from) => [...data.slice(from, from + 3)].join());
    }),
  );
  const [[below, zero, alsoZero, above] = [], dead = []] = pixels;
  expect(new Set([below, zero, above]).size).toBe(3);
  expect([alsoZero, ...dead]).toEqual(Array(5).fill(zero));
  await section.getByRole('combobox', { name: 'Layer whose units are shown' }).click();
  await section.getByRole('option', { name: /^2 Dense/ }).click();
  await section.getByRole('img', { name: 'Unit 1: 0.100 to 0.900' }).waitFor();
});

test('Numbers are held against what they should be, one output at a time', async () => {
  const section = await open(
    predictedFit({
      loss: 'meanSquaredError',
      targets: [
        [3, 0],
        [-0.5, 0],
        [2, 0],
        [7, 0],
      ],
      outputs: [
        [2.5, 1],
        [0, 1],
        [2, 1],
        [8, 1],
      ],
    }),
  );
  const facts = section.locator('.predicted-figures');
  await expect.poll(() => facts.locator('dd').allTextContents()).toEqual(['0.949', '0.500', '0.612', '0.250']);
  await section.getByRole('img', { name: /^Predictions over targets, 4 dots/ }).waitFor();
  await section
    .getByRole('img', { name: 'Histogram of the errors: at most 1.00 off; most, 1 sample off by -0.520 to -0.440' })
    .waitFor();
  await section.getByRole('combobox', { name: 'Output of the model' }).click();
  await section.getByRole('option', { name: 'Output 2' }).click();
  await section.getByText('Off by 1.00 on average; all targets are the same.').waitFor();
  await expect.poll(() => facts.locator('dd').first().textContent()).toBe('–');
});

test('Classes that the legend has no room for, and values that a title has none for, are counted', async () => {
  const classes = Array.from({ length: 12 }, (_, index) => `class ${index}`);
  const hot = (at: number) => classes.map((_, index) => (index === at ? 1 : 0));
  const net = { loss: 'categoricalCrossentropy', activation: 'softmax', setup: { classes } };
  const held = { targets: [hot(0), hot(1)], outputs: [hot(0), hot(2)] };
  const pair = {
    inputs: [
      [0, 0],
      [1, 1],
    ],
    surface: { x: [0, 1] as const, y: [0, 1] as const, outputs: [0, 1, 2, 3].flatMap(hot) },
  };
  const section = await open(predictedFit({ ...net, ...held, ...pair }));
  await expect
    .poll(() => section.locator('.surface-legend > span').allTextContents())
    .toEqual([...classes.slice(0, 10), 'and 2 more']);
  await dashboards.live.close();
  const wide = await open(predictedFit({ ...net, ...held, inputs: [0, 1].map((value) => Array(203).fill(value)) }));
  await expect
    .poll(() => wide.locator('.sample-row').first().getAttribute('title'))
    .toMatch(/^[01](\.00)?(, [01](\.00)?){199}, and 3 more$/);
});

test('A sample of one’s own is typed within what the samples have, and its answer is shown for that fit alone', async () => {
  const run = new SyntheticRun('a');
  const fit = predictedFit({
    ...{ loss: 'categoricalCrossentropy', activation: 'softmax', noModel: null },
    targets: [
      [1, 0],
      [0, 1],
    ],
    outputs: [
      [0.9, 0.1],
      [0.8, 0.2],
    ],
    inputs: [
      [1, -2],
      [3, 4],
    ],
    setup: { classes: ['cat', 'dog'], inputNames: ['weight', 'age'] },
  });
  fit.end = { fit: 1, outcome: 'completed', epochs: 1, batches: 10, seconds: 1 };
  run.fits = [fit];
  trainVanishing(fit, 20);
  const kept = new Asked();
  const live = await dashboards.open([run], {}, undefined, undefined, kept);
  const section = live.page.getByRole('region', { name: 'Try a sample of your own' });
  const weight = section.getByRole('spinbutton', { name: /^weight/ });
  await section.getByText('-2.00 to 4.00').waitFor();
  await expect.poll(() => weight.inputValue()).toBe('3');
  await weight.fill('');
  await section.getByText('Every field needs a number.').waitFor();
  await weight.fill('70');
  const far = section.getByText(/^weight is far from the samples, which go from .* to .*: where data is scaled,/);
  await far.waitFor();
  await weight.fill('2.5');
  await far.waitFor({ state: 'detached' });
  await section.getByRole('button', { name: 'Ask the Net' }).click();
  await expect.poll(() => live.asked).toEqual(['ask a 1 about 2.5,4']);
  const outputs = Float32Array.of(0.25, 0.75);
  const maps = [{ layer: 0, height: 1, width: 2, of: 3, values: Float32Array.of(0, 1, 2, 2) }];
  kept.tell({ run, fit, input: [2.5, 4], isBusy: false, answer: { outputs, maps, filters: null }, failure: null });
  await section.getByText('It says dog, 75% sure.').waitFor();
  await expect
    .poll(() => section.getByRole('list', { name: 'Outputs' }).getByRole('listitem').allTextContents())
    .toEqual(['dog75%', 'cat25%']);
  await section.getByRole('img', { name: 'Map 2: always 2.00' }).waitFor();
  await section.getByText(', the first 2 of 3').waitFor();
  // What was said before is told from what would be said of the sample that stands there now.
  const old = section.getByText('This answers the sample before your edit. Ask again for this one.');
  expect(await old.count()).toBe(0);
  await weight.fill('9');
  await old.waitFor();
  await section.getByRole('button', { name: 'Ask the Net' }).click();
  await old.waitFor({ state: 'detached' });
  const other = new SyntheticFit({ fit: 2 });
  kept.tell({ run, fit: other, ...ASKED });
  await section.getByText('It says dog, 75% sure.').waitFor({ state: 'detached' });
});

test('Of a value that all samples share it is said that the net has seen no other', async () => {
  const run = new SyntheticRun('a');
  const fit = predictedFit({
    ...{ loss: 'categoricalCrossentropy', activation: 'softmax', noModel: null },
    targets: [
      [1, 0],
      [0, 1],
    ],
    outputs: [
      [0.9, 0.1],
      [0.8, 0.2],
    ],
    inputs: [
      [1, 5, 0.1],
      [3, 5, 0.1],
    ],
    setup: { inputNames: ['weight', 'age', 'share'] },
  });
  fit.end = { fit: 1, outcome: 'completed', epochs: 1, batches: 10, seconds: 1 };
  run.fits = [fit];
  const live = await dashboards.open([run], {}, undefined, undefined, new Asked());
  const section = live.page.getByRole('region', { name: 'Try a sample of your own' });
  await section.getByText('always 5.00').waitFor();
  // In single precision 0.1 is no 0.1 as it stands in its field.
  await section.getByText('always 0.100').waitFor();
  expect(await section.locator('.own-far').count()).toBe(0);
  await section.getByRole('spinbutton', { name: /^age/ }).fill('6');
  await section.getByText('age is 5.00 in all samples: the net has seen nothing of other values.').waitFor();
});

test('Tokens stand in a row without what fills them up, and one’s own are typed as a text of whole numbers', async () => {
  const run = new SyntheticRun('a');
  const fit = predictedFit({
    ...{ loss: 'binaryCrossentropy', activation: 'sigmoid', noModel: null, embedding: 30 },
    ...{ targets: [[0], [1]], outputs: [[0.9], [0.8]] },
    inputs: [[...Array(186).fill(0), ...Array(14).keys()], Array(200).fill(7)],
  });
  fit.end = { fit: 1, outcome: 'completed', epochs: 1, batches: 10, seconds: 1 };
  run.fits = [fit];
  trainVanishing(fit, 20);
  const live = await dashboards.open([run]);
  const predictions = live.page.getByRole('region', { name: 'Predictions' });
  const rows = predictions.locator('.sample-row');
  expect(await rows.first().textContent()).toBe('187 × 0 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, … (13 tokens)');
  const section = live.page.getByRole('region', { name: 'Try a sample of your own' });
  const field = section.getByRole('textbox', { name: 'Tokens' });
  expect(await field.inputValue()).toBe('1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13');
  const wrong = [
    ['3, 1.5', '1.5 is no token: they are whole numbers from 0 to 29.'],
    ['30', '30 is no token: they are whole numbers from 0 to 29.'],
    ['', 'Type the numbers of tokens.'],
    ['1 '.repeat(201), 'These are 201 tokens; the net takes 200 at most.'],
  ] as const;
  for (const [text, said] of wrong) {
    await field.fill(text);
    await section.getByText(said).waitFor();
  }
  await field.fill('[4, 5]\n6');
  await section.getByText('197 zeros before them, as in the samples.').waitFor();
  await section.getByRole('button', { name: 'Ask the Net' }).click();
  await expect.poll(() => live.asked).toEqual([`ask a 1 about ${[...Array(197).fill(0), 4, 5, 6].join()}`]);
});

test('Tokens are words where the source says them, and words that it lacks are named', async () => {
  const run = new SyntheticRun('a');
  const list = ['<pad>', '<unk>', 'good', 'bad', 'film'];
  const fit = predictedFit({
    ...{ loss: 'binaryCrossentropy', activation: 'sigmoid', noModel: null, embedding: 5 },
    ...{ targets: [[0], [1]], outputs: [[0.9], [0.8]], setup: { words: { from: 'vocab', list } } },
    inputs: [
      [2, 4, 0, 0],
      [3, 4, 3, 4],
    ],
  });
  fit.end = { fit: 1, outcome: 'completed', epochs: 1, batches: 10, seconds: 1 };
  run.fits = [fit];
  trainVanishing(fit, 20);
  const live = await dashboards.open([run]);
  const row = live.page.locator('.sample-row').first();
  expect((await row.textContent())?.trim()).toBe('good film (2 words)');
  expect(await row.getAttribute('title')).toBe(
    'Words as vocab in the source has them, which is a guess: good film; and 2 zeros, which seem to fill the sample up',
  );
  const section = live.page.getByRole('region', { name: 'Try a sample of your own' });
  const field = section.getByRole('textbox', { name: 'Words' });
  expect(await field.inputValue()).toBe('good film');
  await field.fill('A bad, 4');
  await section.getByText('Not in vocab, so the net does not know them: A.').waitFor();
  await section.getByRole('button', { name: 'Ask the Net' }).click();
  await expect.poll(() => live.asked).toEqual(['ask a 1 about 1,3,4,0']);
  await field.fill('1.5');
  await section.getByText('1.5 is no token: they are whole numbers from 0 to 4.').waitFor();
});

test('A picture of one’s own has the pixels and the range of the samples', async () => {
  const run = new SyntheticRun('a');
  const picture = Array.from({ length: 64 }, (_, pixel) => (pixel === 9 ? 16 : 0));
  const net = { loss: 'categoricalCrossentropy', activation: 'softmax', input: [8, 8, 1], noModel: null };
  const fit = predictedFit({ ...net, targets: [[1, 0]], outputs: [[0.4, 0.6]], inputs: [picture] });
  fit.end = { fit: 1, outcome: 'completed', epochs: 1, batches: 10, seconds: 1 };
  run.fits = [fit];
  trainVanishing(fit, 20);
  const kept = new Asked();
  const live = await dashboards.open([run], {}, undefined, undefined, kept);
  const section = live.page.getByRole('region', { name: 'Try a sample of your own' });
  await section.getByText(/Scaled to 8 × 8 pixels, gray: black is 0, white 16/).waitFor();
  const ask = section.getByRole('button', { name: 'Ask the Net' });
  await ask.click();
  await expect.poll(() => live.asked).toEqual([`ask a 1 about ${picture.join()}`]);
  await section.getByRole('button', { name: 'Clear' }).click();
  const paper = section.getByRole('img', { name: 'Draw here, or drop or paste a picture' });
  const box = await paper.boundingBox();
  const [left = 0, top = 0, side = 0] = [box?.x, box?.y, box?.width];
  await live.page.mouse.move(left, top + side / 2);
  await live.page.mouse.down();
  await live.page.mouse.move(left + side, top + side / 2, { steps: 8 });
  await live.page.mouse.up();
  await ask.click();
  await expect.poll(() => live.asked.length).toBe(2);
  const drawn = (live.asked[1] ?? '').split(' ').at(-1)?.split(',').map(Number) ?? [];
  const rows = Array.from({ length: 8 }, (_, row) => Math.max(...drawn.slice(8 * row, 8 * row + 8)));
  expect(drawn).toHaveLength(64);
  expect([rows[0], rows[7]]).toEqual([0, 0]);
  expect(Math.max(rows[3] ?? 0, rows[4] ?? 0)).toBeGreaterThan(4);
  // An answer leaves what is drawn, to go on with.
  const answer = { outputs: Float32Array.of(0.9, 0.1), maps: [], filters: null };
  kept.tell({ run, fit, input: drawn, isBusy: false, answer, failure: null });
  await section.getByText('It says 0, 90% sure.').waitFor();
  await live.page.mouse.click(left + side / 2, top + side / 2);
  await ask.click();
  await expect.poll(() => live.asked.length).toBe(3);
  const still = (live.asked[2] ?? '').split(' ').at(-1)?.split(',').map(Number) ?? [];
  expect([still.length, still[9]]).toEqual([64, 0]);
  const file = { name: 'net.png', mimeType: 'image/png', buffer: Buffer.from('no picture') };
  await section.getByLabel('Picture file').setInputFiles(file);
  await section.getByText('This file cannot be read as a picture.').waitFor();
});
