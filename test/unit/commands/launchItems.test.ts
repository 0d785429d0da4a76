import { describe, expect, test } from 'vitest';
import { dataFacts } from '../../../src/commands/data/dataText.js';
import { proposedValue, valueItem } from '../../../src/commands/launch/valueItems.js';
import { wayItems } from '../../../src/commands/launch/wayItems.js';
import { listDatasets } from '../../../src/datasets/listDatasets.js';
import { actionLens } from '../../../src/editor/lenses/lensTitles.js';
import type { OpenQuestion, RunPlan } from '../../../src/protocol/launch.js';

const units: OpenQuestion = {
  name: 'units',
  expression: 'units',
  location: { file: '/nets/net.js', line: 3, column: 20 },
  reason: 'units, used as the units of a layer',
  proposal: '16',
  alternatives: ['16', '32'],
};

const plan: RunPlan = {
  way: 'slice',
  others: ['builder'],
  summary: 'Runs only the statements that the model depends on.',
  entry: null,
  questions: [units],
  recipe: null,
  needsData: true,
  data: null,
  notes: [
    {
      kind: 'guessed',
      text: 'No compile in the source: Adam.',
      file: '/nets/net.js',
      line: 2,
      changesLearning: false,
    },
  ],
  blocked: null,
};

describe('an open value', () => {
  test('shows its proposal, why it is asked for, its place and what else the project has', () => {
    expect(valueItem(units, {})).toMatchObject({
      label: 'units = 16',
      description: 'used as the units of a layer',
      detail: 'net.js:3 · also in the project: 32',
    });
  });

  test('shows the answer in place of the proposal', () => {
    expect(valueItem(units, { units: '8' }).label).toBe('units = 8');
    expect(proposedValue(units, { units: '8' })).toBe('8');
  });

  test('asks for a value where there is none', () => {
    const item = valueItem({ ...units, proposal: null, alternatives: [] }, {});
    expect(item).toMatchObject({ icon: 'warning', label: 'units needs a value', detail: 'net.js:3' });
  });
});

test('The present way to run comes first, each way once, and another file only where Node can run the file', () => {
  const ways = (canRunFiles: boolean) =>
    wayItems(plan, ['slice', 'builder', 'file'], canRunFiles).map(({ way }) => way);
  expect(ways(true)).toEqual(['slice', 'builder', 'file', 'other-file']);
  expect(ways(false)).toEqual(['slice', 'builder', 'file']);
});

test('A file that trains the model is named', () => {
  const [first] = wayItems({ ...plan, way: 'other-file', entry: '/nets/src/train.ts' }, [], true);
  expect(first?.label).toBe('Run train.ts');
});

test('The lens says what Run does, what is worth knowing, and what is open', () => {
  expect(actionLens(null, false, plan).tooltip.split('\n')).toEqual([
    plan.summary,
    'No compile in the source: Adam.',
    'Values that the source leaves open: units.',
    '"GradLens: Choose How to Run" changes this.',
  ]);
});

test('The lens says why a model cannot be run', () => {
  const blocked = { message: 'net has no layer.', location: null };
  expect(actionLens(null, false, { ...plan, blocked }).tooltip).toBe('Cannot run yet: net has no layer.');
});

test('Data is listed with its shapes, samples and what has to be downloaded', () => {
  const facts = (name: string) =>
    listDatasets()
      .filter((data) => data.name === name)
      .map(dataFacts);
  expect(facts('iris')).toEqual(['4 → 3 species · 150 samples']);
  expect(facts('mnist')[0]).toMatch(/^28 × 28 × 1 → 10 digits · 60,000 samples · download of \d+ MB$/);
});
