import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { SOON, sharedEditor, test } from './fixtures.js';

/** A usual laptop's window: half of it is the dashboard's, the side bar and the minimap are where VS Code has them. */
const viewport = { width: 1440, height: 1000 };

/** `gradlens.gradient.vanishing` in dark and light themes. */
const VANISHING = ['201, 138, 224', '154, 79, 184'];

/** Files with the number of lines that make layers with weights. */
type Files = readonly (readonly [file: string, lines: number])[];

const random = { kind: 'random', batches: 4 };

/** What is asked for where an example leaves it open, so that Run starts at once. */
const ANSWERS = {
  'ways/builder.js#model': { values: { width: 8, learningRate: 0.01 }, data: { kind: 'builtin', name: 'iris' } },
  'ways/Playground.jsx#model': { values: { units: 12, learningRate: 0.03 }, data: random },
  'ways/page.html#model': { values: { units: 8 }, data: random },
  'ways/lesson.py#model': { data: random },
  'ways/sequence.ipynb#model': { data: random },
  'datasets/pictures.js#model': { data: { kind: 'images', path: 'datasets/shapes' } },
};

const EXAMPLES: Files = [
  ['xor.js', 2],
  ['digits.js', 3],
  ['vanishing.js', 20],
  ['ways/builder.js', 2],
  ['ways/factory.js', 3],
  ['ways/Playground.jsx', 3],
  ['ways/page.html', 3],
  ['ways/iris.py', 2],
  ['ways/lesson.py', 2],
  ['datasets/pictures.js', 2],
  ['ways/sequence.ipynb', 3], // last: VS Code keeps a notebook's cells in the page
];

const OTHER_NETS: Files = [
  ['oneLine.js', 1],
  ['chained.ts', 3],
  ['loop.js', 3],
  ['tabs.js', 2],
  ['vanishing.ts', 3],
  ['deep.html', 3],
  ['Panel.vue', 2],
  ['stacked.py', 4],
  ['added.py', 3],
  ['cells.ipynb', 3],
];

/** @param withMarks whether layers that need a look have a sign in the gutter and a mark in the scroll bar */
function gradientsAreInView(files: Files, window: ReturnType<typeof sharedEditor>, withMarks: boolean): void {
  test.for(files)('%s', async ([file, lines]) => {
    const { workbench } = window.current;
    const { editor } = workbench;
    await workbench.focusGroup(1);
    await workbench.openFile(file);
    await editor.lens('Run').first().click();
    const inView = async () => (await editor.gradients()).map((gradient) => gradient.inView);
    await expect.poll(inView, SOON).toEqual(Array.from({ length: lines }, () => true));
    if (file.startsWith('vanishing')) {
      await expect.poll(async () => (await editor.gradients())[0]?.text, SOON).toMatch(/^▼ vanishing \S+ /);
      await expect.poll(async () => (await editor.signsInGutter()) > 0, SOON).toBe(withMarks);
      await expect.poll(() => editor.lanesInRuler(VANISHING), SOON).toEqual(withMarks ? [0] : []);
    }
    await editor
      .lens('Stop')
      .first()
      .click({ timeout: 500 })
      .catch(() => {}); // it may have ended
  });
}

/** What the examples leave open. */
function answerQuestions(workspace: string) {
  const folder = join(workspace, '.vscode');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'gradlens.json'), JSON.stringify({ models: ANSWERS }));
}

describe('every gradient is in view beside the dashboard, in each example', () => {
  const window = sharedEditor({ viewport, prepare: answerQuestions });
  gradientsAreInView(EXAMPLES, window, true);
});

describe('every gradient is in view beside the dashboard, in nets of other shapes', () => {
  const settings = { 'gradlens.gutterSigns.enabled': false, 'gradlens.overviewRuler.enabled': false };
  gradientsAreInView(OTHER_NETS, sharedEditor({ workspace: 'test/fixtures/inView', viewport, settings }), false);
});
