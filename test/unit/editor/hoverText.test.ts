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
    expect(text).toContain('| 3 Dense 8 sigmoid | kernel | 0.200 |');
  });

  it('names the layer by its position, tfjs’s own name last, and what each number is measured of', () => {
    const text = hoverText(layers.slice(0, 1), false, colors);
    expect(text).toMatch(/^\*\*1 Dense 8 sigmoid\*\* · healthy · dense\\_0\n/);
    expect(text).toContain('\nL2 norm of the gradient of kernel (8 × 8), by batch:\n');
    expect(text).toContain('\n| gradient of kernel (8 × 8), batch 2 |');
  });

  it('says of which batches the figures are a mean, where memory is coarser than a batch', () => {
    const fit = fitOf([{ line: 3, norms: [0.1, 0.2] }]);
    const latest = fit.latest && { ...fit.latest, around: [96, 127] as const };
    expect(hoverText(layerGradients({ ...fit, latest }), false, colors)).toContain(', mean of batches 97–128 |');
  });

  it('says what the run’s figures say of the layer in place of a verdict on its last gradient', () => {
    const message = 'Layer 1 (Dense, relu) is mostly dead: 60% of its units are 0.';
    const fit = fitOf([{ line: 3, norms: [0.1, 0.2] }]);
    const finding = { rule: 'dead-layer', layer: 0, message };
    const text = hoverText(layerGradients(fit, [finding]), false, colors);
    expect(text).toContain('** · dead layer · ');
    expect(text).toContain('is mostly dead');
    expect(text).not.toContain('healthy');
    expect(hoverText(layerGradients(fit, [{ ...finding, layer: 1 }]), false, colors)).toContain('healthy');
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
