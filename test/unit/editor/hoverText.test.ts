import { describe, expect, it } from 'vitest';
import { hoverText } from '../../../src/editor/gradients/hoverText.js';
import { layerGradients } from '../../../src/editor/gradients/layerGradient.js';
import { fitOf } from './fitOf.js';

const colors = { line: '#111', band: '#222', text: '#333', grid: '#444' };

describe('hoverText', () => {
  const layers = layerGradients(fitOf([3, 3, 3, 3].map((line) => ({ line, norms: [0.1, 0.2] }))));

  it('has a sentence, a plot and one table whose rows are all of one width', () => {
    const [first] = layers;
    const text = first ? hoverText([first], false, colors) : '';
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    const columns = rows.map((row) => row.replaceAll('\\|', '').split('|').length);
    expect(new Set(columns).size).toBe(1);
    expect(text).toContain('| L2 norm | 0.200 |');
    expect(text).toContain('![');
    expect(Buffer.from(/base64,([^|]+)/.exec(text)?.[1] ?? '', 'base64').toString()).toMatch(/^<svg.*<\/svg>$/);
  });

  it('tells of two layers of a line in full and lists the others', () => {
    const text = hoverText(layers, false, colors);
    expect(text.match(/base64/g)).toHaveLength(2);
    expect(text).toContain('| dense\\_2 | kernel | 0.200 |');
  });

  it('says when the line was edited since', () => {
    expect(hoverText(layers, true, colors)).toContain('edited since the run');
    expect(hoverText(layers, false, colors)).not.toContain('edited');
  });

  it('does not let the name of a layer or a weight act as markup', () => {
    const fit = fitOf([{ line: 3, norms: [1] }]);
    const named = {
      ...fit,
      summary: {
        ...fit.summary,
        layers: fit.summary.layers.map((layer) => ({ ...layer, name: '[x](command:y)' })),
        variables: fit.summary.variables.map((variable) => ({ ...variable, weight: '`[x](command:y)' })),
      },
    };
    expect(hoverText(layerGradients(named), false, colors)).not.toContain('[x](command:y)');
  });
});
