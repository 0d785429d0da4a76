import { expect, it } from 'vitest';
import { variedParameter } from '../../../src/cli/sweep/varied.js';
import { findModels } from '../../../src/source/findModels.js';
import { anchorsIn } from '../../../src/source/notebook/cellAnchors.js';
import { parameterPlace } from '../../../src/sweep/parameterPlace.js';
import { tunablesOf } from '../../../src/sweep/tunables.js';

const CELLS = [
  ['from tensorflow.keras import Sequential\n', 'from tensorflow.keras.layers import Dense\n'],
  ['model = Sequential([\n', '    Dense(8, input_shape=(4,)),\n', '    Dense(6),\n', '    Dense(1),\n', '])\n'],
  ['model.compile(optimizer="adam", loss="mse")\n'],
];
const NOTEBOOK = JSON.stringify(
  {
    cells: [
      { cell_type: 'markdown', source: ['# Net'] },
      ...CELLS.map((source) => ({ cell_type: 'code', source, outputs: [] })),
    ],
    nbformat: 4,
  },
  null,
  1,
);

it('is a cell of a notebook, and a line of that cell', () => {
  const tunables = findModels(NOTEBOOK, 'net.ipynb').flatMap(tunablesOf);
  const anchors = anchorsIn('net.ipynb', NOTEBOOK);
  const places = tunables.map(({ parameter }) => `${parameter.name}: ${parameterPlace(parameter, anchors)}`);
  expect(places).toContain('units: cell 3, line 2');
  expect(places).toContain('units: cell 3, line 3');
  expect(places).toContain('optimizer: cell 4, line 1');
  expect(places).toContain('data: ');
  expect(() => variedParameter('units=1,2', tunables, false, anchors)).toThrow(
    /Choose one: units@\d+ \(cell 3, line 2, 8\), units@\d+ \(cell 3, line 3, 6\)\./,
  );
});

it('is a line of any other file', () => {
  expect(parameterPlace({ line: 9 }, [])).toBe('line 9');
});
