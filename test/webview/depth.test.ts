import { expect, test } from 'vitest';
import type { SessionDeps } from '../../src/dashboard/session.js';
import type { LessonState } from '../../src/depth/depthModel.js';
import { Emitter } from '../../src/lifecycle/emitter.js';
import type { DepthAnswer, LayerFactors } from '../../src/protocol/depth/answers.js';
import type { DepthQuestion } from '../../src/protocol/depth/question.js';
import type { LayerSummary } from '../../src/protocol/fit.js';
import { Tries } from '../../src/trials/tries.js';
import { openDashboards } from './support/dashboards.js';

const dashboards = openDashboards();

const layer = (line: number, activation: string): LayerSummary => ({
  name: `dense_${line}`,
  className: 'Dense',
  location: { file: '/w/net.js', line, column: 1 },
  outputShape: [null, 8],
  params: 72,
  trainable: true,
  activation,
});
const layers = [layer(3, 'linear'), layer(4, 'relu'), layer(5, 'softmax')];

/** A lesson that a test makes come along. */
function lesson(question: DepthQuestion) {
  const changes = new Emitter<void>();
  const model = {
    ...{ name: 'model', place: 'net.js:2' },
    request: async () => null,
    chooseData: async () => false,
    fixes: async () => [],
  };
  let state: LessonState = { question, isBusy: true, answer: null, failure: null, layers, variables: [], fixes: [] };
  let version = 1;
  const depth: SessionDeps['depth'] = {
    get current() {
      return { model, lesson: question.lesson, state };
    },
    get version() {
      return version;
    },
    onDidChange: changes.event,
  };
  const tell = (change: Partial<LessonState>) => {
    state = { ...state, ...change };
    version += 1;
    changes.fire();
  };
  const answered = (answer: DepthAnswer, fixes: string[] = []) =>
    tell({ isBusy: false, answer, fixes: fixes.map((title) => ({ title, make: async () => undefined })) });
  return { depth, answered, tell };
}

async function open(question: DepthQuestion, width = 1000) {
  const shown = lesson(question);
  const { page } = await dashboards.open([], { theme: 'dark', width }, new Tries(), shown.depth);
  return { ...shown, page, region: page.getByRole('region', { name: /^What depth does model, net.js:2/ }) };
}

test('A lesson that is asked for comes into view, wherever the page was scrolled to, and its answer leaves the page where it is', async () => {
  const { region, answered, tell, page } = await open({ lesson: 'collapse' });
  const heading = region.getByRole('heading', { name: /^What depth does/ });
  await heading.waitFor();
  const top = () => heading.evaluate((element) => element.getBoundingClientRect().top);
  // As a page of a long run is, of which a person reads the end.
  await page.evaluate(() => {
    document.body.style.paddingBottom = '3000px';
  });
  const scrollDown = async () => {
    await page.evaluate(() => scrollTo(0, 2000));
    await expect.poll(top).toBeLessThan(0);
  };
  await scrollDown();
  answered({ lesson: 'none', reason: 'There is one layer.' });
  await region.getByText('There is one layer.').waitFor();
  expect(await top()).toBeLessThan(0);
  tell({ isBusy: true, answer: null });
  await expect.poll(top).toBeGreaterThan(-1);
});

test('Linear layers stand beside the one that they come to, with both edits', async () => {
  const { region, answered } = await open({ lesson: 'collapse' });
  await region.getByText('Running the program to its first batch').waitFor();
  const run = {
    layers: [0, 1],
    inputs: 4,
    outputs: 8,
    paramsBefore: 112,
    paramsAfter: 40,
    difference: 6e-7,
    largest: 2.9,
  };
  answered({ lesson: 'collapse', steps: 300, samples: 64, runs: [run], between: null }, [
    "Add activation: 'relu'",
    'Replace 2 layers with one',
  ]);
  await region.getByText('Layers 1 to 2 compute what one layer does: 112 parameters where 40 are enough.').waitFor();
  await region.getByText('6.00e-7').waitFor();
  await expect
    .poll(() => region.getByText('6.00e-7').getAttribute('title'))
    .toContain('max |layers(x) − one layer(x)|');
  await region.getByRole('button', { name: 'Replace 2 layers with one' }).click();
  await region.getByRole('button', { name: 'Measure Again' }).click();
  await region.getByRole('button', { name: 'Close' }).click();
  await expect
    .poll(() => dashboards.live.asked)
    .toEqual(['make edit 1', 'ask anew {"lesson":"collapse"}', 'close the lesson']);
});

test('A lesson that does not apply says so, and the next is an arrow key away', async () => {
  const { region, answered, tell } = await open({ lesson: 'collapse' }, 380);
  answered({ lesson: 'collapse', steps: 0, samples: 64, runs: [], between: { from: 0, to: 1, what: 'relu' } });
  await region.getByText('No two layers in a row are linear here: lines 3 and 4 have relu between.').waitFor();
  await region.getByRole('tab', { selected: true }).press('ArrowRight');
  await expect.poll(() => dashboards.live.asked).toEqual(['ask {"lesson":"chain"}']);
  tell({ answer: null, failure: 'out of luck' });
  await region.getByText('out of luck').waitFor();
  for (const part of await region.locator('h2, p, vscode-button, [role=tab]').all()) {
    const box = await part.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(380);
  }
});

test('Factors stand by layer from the loss back, and a click shows the numbers behind one', async () => {
  const { region, answered } = await open({ lesson: 'chain' }, 350);
  const nothing = { slope: null, blocked: null, kernel: null };
  const split = (at: number, arriving: number, afterActivation: number, leaving: number): LayerFactors => ({
    layer: at,
    arriving,
    afterActivation,
    leaving,
    activation: afterActivation / arriving,
    weights: leaving / afterActivation,
    whole: leaving / arriving,
    slope: 0.2,
    blocked: 0.5,
    kernel: { inputs: 4, outputs: 8, rms: 0.3 },
  });
  const flat: LayerFactors = {
    ...nothing,
    layer: 1,
    arriving: 0.1,
    afterActivation: null,
    leaving: 0.1,
    activation: null,
    weights: null,
    whole: 1,
  };
  answered({
    lesson: 'chain',
    samples: 32,
    factors: [split(2, 0.5, 0.125, 0.1), flat, split(0, 0.1, 0.001, 0.0004)],
    atLoss: 0.5,
    atInputs: 0.0004,
    product: 0.0008,
    measured: 0.0008,
  });
  await region
    .getByText(/^The signal from the loss arrives at the input 8.00e-4 times as large: each of 3 layers/)
    .waitFor();
  await region.getByText(/Most of it is lost in the activations/).waitFor();
  await expect
    .poll(() => region.getByRole('rowheader').allTextContents())
    .toEqual(['3 Dense 8 softmax', '2 Dense 8 relu', '1 Dense 8']);
  const factor = region.getByRole('button', { name: '3 Dense 8 softmax: activation × 0.25' });
  await factor.click();
  await region.getByText('Activation: norm(f′ · δ) / norm(δ) = 0.125 / 0.500 = 0.250').waitFor();
  await region.getByText('50% of the units pass nothing on').waitFor();
  await expect.poll(() => factor.getAttribute('aria-expanded')).toBe('true');
  await expect.poll(() => region.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
});

test('A signal that is zero or no number blames nobody, and one that cannot be followed is said to be so', async () => {
  const { region, answered } = await open({ lesson: 'blame', sample: 0 }, 350);
  const blamed = (...signals: number[]): DepthAnswer => ({
    lesson: 'blame',
    ...{ sample: 0, samples: 8, loss: 0.5 },
    layers: [0, 2].map((at) => ({ layer: at, units: [0, 1], signals: Float32Array.from(signals), of: 2 })),
  });
  answered(blamed(0, Number.NaN));
  await region.getByText('For sample 1, the loss blames no unit: every signal is 0 or no number.').waitFor();
  answered(blamed(Number.NaN, 0.25));
  await region.getByText('the loss blames unit 2 of 1 Dense 8 most: it should have put out less.').waitFor();
  const chain = { lesson: 'chain', samples: 32, factors: [], atLoss: 0, atInputs: 0 } as const;
  answered({ ...chain, product: null, measured: null });
  await region.getByText('The signal from the loss cannot be followed: it is zero, infinite, or NaN').waitFor();
});

test('What keeps a lesson from its answer stands there with what helps', async () => {
  const { region, tell } = await open({ lesson: 'chain' }, 350);
  const button = region.getByRole('button', { name: 'Choose Other Data…' });
  const failure = 'The model takes [7], and the data has [2] a sample.';
  tell({ isBusy: false, failure, fixes: [{ title: 'Choose Other Data…', make: async () => undefined }] });
  await region.getByText(failure).waitFor();
  await button.click();
  await expect.poll(() => dashboards.live.asked).toContain('make edit 0');
  tell({ isBusy: true, failure: null, fixes: [] });
  await button.waitFor({ state: 'detached' });
});

test('Nets that are deeper show what they came to, on a scale that has room for the loss that each began with', async () => {
  const { region, answered } = await open({ lesson: 'vanishing', depths: [20], steps: 60 }, 350);
  const net = { isNormalized: false, first: 1e-9, last: 1, isPredicted: true, hasLearned: false };
  answered({
    lesson: 'vanishing',
    ...{ depth: 20, width: 16, samples: 64, guess: 1, steps: 2, isDone: true },
    nets: [
      { ...net, activation: 'sigmoid', losses: Float32Array.of(1, 1) },
      { ...net, activation: 'tanh', first: 0, last: 0, isPredicted: false, losses: Float32Array.of(1, 1) },
      { ...net, activation: 'relu', isPredicted: false, hasLearned: true, losses: Float32Array.of(8, 0.1) },
    ],
  });
  await region
    .getByText(
      'At 20 layers, the first gradients predict that these will not learn: sigmoid. Dead from the start, without any gradient: tanh. Learned: relu, after 2 steps.',
    )
    .waitFor();
  await region.getByText('no better than guessing').first().waitFor();
  await region.getByText('no gradient at the last layer: dead').waitFor();
  const start = await region.locator('polyline').last().getAttribute('points');
  expect(Number(start?.split(/[ ,]/)[1])).toBeGreaterThan(5);
  const wide = await region.evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(wide).toBe(0);
});

test('Nets stand by share and depth with their turn, and arrow keys pick the one whose curves are shown', async () => {
  const { region, answered, tell } = await open({ lesson: 'data', shares: [5, 100], depths: [1, 8], steps: 10 }, 350);
  const falls = Float32Array.of(1, 0.5, 0.1);
  const net = (share: number, depth: number, held: number[], best: number, hasTurned = false) => {
    return { share, depth, training: falls, validation: Float32Array.from(held), best, hasTurned };
  };
  const nets = [
    net(0, 0, [1, 0.9, 0.8], 2),
    net(1, 0, [1, 0.7, 0.6], 2),
    net(0, 1, [1, 0.75, 2], 1, true),
    net(1, 1, [1, 0.5, 0.25], 2),
  ];
  const answer: DepthAnswer = {
    lesson: 'data',
    standIn: { title: 'Two moons', because: 'few' },
    ...{ isNoise: false, classes: 2, validation: 25, batch: 32, depths: [1, 8], width: 16, activation: 'relu' },
    shares: [
      { percent: 5, samples: 20 },
      { percent: 100, samples: 400 },
    ],
    ...{ guess: 1, margin: { overBest: 0.05, overGuessing: 0.03, last: 5 }, steps: 10, every: 5 },
    isDone: false,
    nets: nets.slice(0, 2),
  };
  tell({ answer });
  await region.getByText('Training 4 small nets: 2 shares of the data, 2 depths.').waitFor();
  await region.getByRole('button', { name: 'Stop' }).click();
  tell({ isBusy: false });
  await region.getByText('Ended with 2 of 4 nets trained.').waitFor();
  answered({ ...answer, isDone: true, nets });
  await region
    .getByText(
      'With 5% of the data (20 samples), 8 layers over-fit from epoch 8 on; with all of it (400 samples), they do not turn in 1 epoch.',
    )
    .waitFor();
  await region.getByText('On validation, 8 layers do best with 5% (0.750) and with all (0.250).').waitFor();
  await region.getByText('This model trains on too few samples to take shares of.').waitFor();
  const cell = (name: RegExp) => region.getByRole('button', { name });
  const first = cell(/^8 layers, 5% of the data .*: lowest validation loss 0.750, over-fits from epoch 8 on$/);
  await expect.poll(() => first.getAttribute('aria-pressed')).toBe('true');
  await expect
    .poll(() => first.getAttribute('title'))
    .toContain('0.750 of 3 measurements, after step 5, in epoch 8; 2.00 at the end');
  await region.getByText('turns from epoch 8 on').waitFor();
  // A loss of twice what guessing gives leaves the plot, and does not run along its edge.
  const held = await region.locator('.depth-picked .depth-held').first().getAttribute('points');
  expect(Number(held?.split(',').at(-1))).toBeLessThan(0);
  await first.press('ArrowLeft');
  const next = cell(/^1 layer, 5% of the data .*: lowest validation loss 0.800, no turn$/);
  await expect.poll(() => next.getAttribute('aria-pressed')).toBe('true');
  await expect.poll(() => next.evaluate((element) => element === document.activeElement)).toBe(true);
  await expect.poll(() => region.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  expect(dashboards.live.asked).toEqual(['stop the lesson']);
  // Where nothing holds, there is nothing that depth could do.
  answered({ ...answer, isDone: true, nets: nets.map((each) => ({ ...each, validation: Float32Array.of(1, 1, 1) })) });
  await region.getByText(/^Nothing that these nets learn holds for samples .* over-fitting is all there is/).waitFor();
});

test('In a narrow panel each net says whole from when on it turns', async () => {
  const depths = [1, 2, 4, 8];
  const { region, answered } = await open({ lesson: 'data', shares: [5, 100], depths, steps: 1200 }, 350);
  const nets = [0, 1].flatMap((share) =>
    depths.map((_, depth) => {
      const [training, validation] = [Float32Array.of(1, 0.5, 0.1), Float32Array.of(1, 0.75, 2)];
      return { share, depth, training, validation, best: 1, hasTurned: true };
    }),
  );
  const shares = [
    { percent: 5, samples: 20 },
    { percent: 100, samples: 400 },
  ];
  answered({
    lesson: 'data',
    standIn: null,
    ...{ isNoise: false, classes: 2, validation: 25, batch: 32, depths, width: 16, activation: 'relu', shares },
    ...{ guess: 1, margin: { overBest: 0.05, overGuessing: 0.03, last: 5 }, steps: 1200, every: 600 },
    ...{ isDone: true, nets },
  });
  const turns = region.locator('.depth-net-turn', { hasText: 'from epoch 960' });
  await expect.poll(() => turns.count()).toBe(depths.length);
  const cut = await turns.evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth).length);
  expect(cut).toBe(0);
});

test('Shares of weights, multiply-adds, and time stand by layer, and what fewer units would save, computed', async () => {
  const { region, tell } = await open({ lesson: 'width' }, 350);
  const [first, ...others] = layers;
  const wide = [{ ...layer(3, 'relu'), outputShape: [null, 64], params: 64_064 }, ...others];
  const variables = [{ name: 'kernel', weight: 'kernel', layer: 0, shape: [1000, 64] }];
  const answer: DepthAnswer = {
    lesson: 'width',
    samples: 32,
    repetitions: 25,
    times: [0.5, 0.25, 0.25].map((milliseconds, index) => ({ layer: index, milliseconds })),
    first: { layer: 0, inputs: 1000, units: 64, hasBias: true, places: 1, widestBehind: 8, next: null },
  };
  tell({ isBusy: false, answer, layers: wide, variables });
  await region.getByText('> 99% of the weights sit in layer 1, because the input has 1,000 features.').waitFor();
  const cell = (text: string) => region.getByText(text, { exact: true });
  const behind = (text: string) => cell(text).locator('xpath=ancestor-or-self::*[@title][1]').getAttribute('title');
  await expect
    .poll(() => behind('64,064 · > 99%'))
    .toBe('Weights and biases of this layer / of all = 64,064 / 64,208 = > 99%');
  await expect.poll(() => behind('64,000 · 100%')).toContain('kernel 1000 × 64, used once');
  await expect
    .poll(() => behind('0.50 ms · 50%'))
    .toBe(
      'Median of 25 calls of this layer alone, forward, on one batch of 32 samples / the sum over all layers = 0.500 ms / 1.00 ms = 50%',
    );
  await expect.poll(() => behind('32,032 · 50%')).toBe('(64 − 32) × (1,000 + 1) = 32,032, of 64,208 in all layers');
  await expect
    .poll(() => behind('32,000'))
    .toBe('(64 − 32) × (1,000) = 32,000, of 64,000 in all layers where they are known');
  await region.getByText('Computed from the sizes, not measured: in this layer alone.').waitFor();
  await expect.poll(() => region.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  // A layer that is small against the others is no wide input.
  tell({ layers: [...(first ? [first] : []), ...others] });
  await region
    .getByText('This lesson does not apply: layer 1 takes 1,000 features and has 33% of the weights')
    .waitFor();
  await expect.poll(() => region.getByText('weights saved').count()).toBe(0);
});
