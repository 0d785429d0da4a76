import { describe, expect, it } from 'vitest';
import type { FitSummary } from '../../../src/protocol/fit.js';
import { plotSvg } from '../../../src/runs/export/plot.js';
import { type ReportFit, reportHtml } from '../../../src/runs/export/report.js';
import type { ReportFacts } from '../../../src/runs/export/reportFacts.js';
import { sampleFit } from '../runFiles/sampleFit.js';

const facts: ReportFacts = {
  title: 'wide · net.js',
  result: 'Learns well',
  facts: [
    ['File', '/w/net.js'],
    ['Took', '12 s'],
  ],
  note: 'second try',
  findings: [
    { fit: 2, severity: 'error', rule: 'dead', place: 'net.js:8', message: 'Dead.', why: 'Zeros.', help: 'Lower it.' },
    { fit: 1, severity: 'hint', rule: 'few', place: null, message: 'Few.', why: 'Short.', help: 'More.' },
  ],
  problems: ['It broke.', 'Again.'],
  layerPlaces: [
    { fit: 1, places: ['sine.ipynb, cell 3, line 4', null] },
    { fit: 2, places: ['train.js:3'] },
  ],
};

const [layer] = sampleFit().layers;
const layers = [layer, { ...layer, outputShape: [null, 1], params: 5000, location: null }] as FitSummary['layers'];
const summary: FitSummary = {
  ...sampleFit(1, 2, ['acc']),
  layers,
  variables: [0, 1].map((index) => ({ name: `d${index}/kernel`, weight: 'kernel', layer: index, shape: [3, 4] })),
  learningRate: 0.1 + 0.2,
  setup: { data: null, samples: 1200, validation: 0, epochsFrom: 'source', sourceEpochs: 5 },
};
const curve = [
  [1, 2],
  [9, 0.5],
] as const;
const fit: ReportFit = {
  summary,
  epochs: [
    { fit: 1, epoch: 0, step: 5, logs: { val_acc: 0.25, loss: 1.5, acc: 0.5 } },
    { fit: 1, epoch: 1, step: 10, logs: { val_acc: 0.75, loss: 0.123456 } },
  ],
  loss: curve,
  norms: new Map([
    [0, curve],
    [1, curve],
  ]),
};
const open: ReportFit = {
  summary: {
    ...sampleFit(2, 0, []),
    name: 'narrow',
    learningRate: null,
    batchSize: null,
    epochs: null,
    batchesPerEpoch: null,
  },
  epochs: [],
  loss: [],
  norms: new Map(),
};

/** What a page says, a line for each block. */
const textOf = (html: string): string[] =>
  html
    .replace(/<style>.*<\/style>/s, '')
    .replaceAll(/<\/(?:dt|td|th)>/g, ' | ')
    .replaceAll(/<\/(?:p|div|li|tr|h\d|title|figcaption|summary|text|code)>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .split('\n')
    .map((line) => line.replace(/[ |]*$/, ''))
    .filter((line) => line.trim() !== '');

describe('a report', () => {
  it('of one fit says all that is known of it', () => {
    const html = reportHtml(facts, [fit], [{ file: '/w/net.js', text: 'a\n\nb\n' }]);
    const text = textOf(html);
    expect(text.slice(0, text.indexOf('Loss'))).toEqual([
      ...['wide · net.js', 'wide · net.js', 'Learns well', 'second try', 'File | /w/net.js', 'Took | 12 s'],
      ...['Findings', 'error Dead.', 'Zeros.', 'Lower it.', 'net.js:8 · dead'],
      ...['hint Few.', 'Short.', 'More.', 'few', 'Messages', 'It broke.', 'Again.', 'Training'],
      ...['Optimizer | adam', 'Learning rate | 0.3', 'Loss | meanSquaredError', 'Batch size | 32', 'Epochs | 5'],
      ...['Batches per epoch | 10', 'Samples | 1,200'],
    ]);
    expect(text.slice(text.indexOf('Layer | Output shape | Parameters | Line'))).toEqual([
      ...['Layer | Output shape | Parameters | Line', '1 Dense 4 relu | ? × 4 | 12 | sine.ipynb, cell 3, line 4'],
      ...['2 Dense 1 relu | ? × 1 | 5,000', '2 epochs', 'Epoch | loss | acc | val_acc'],
      ...[
        '1 | 1.500 | 0.5000 | 0.2500',
        '2 | 0.1235 |  | 0.7500',
        'What ran',
        '/w/net.js',
        'a',
        'b',
        'Exported from GradLens',
      ],
    ]);
    expect(html.match(/<code>/g)).toHaveLength(3);
    expect(text.filter((line) => /^(?:Loss|acc$|Gradient norm)/.test(line))).toEqual([
      ...['Loss | meanSquaredError', 'Loss', 'acc', 'Gradient norm by layer (logarithmic)'],
    ]);
    const legends = [...html.matchAll(/<li class="([^"]*)"><span>([^<]*)</g)].map(
      ([, look, name]) => `${look}: ${name}`,
    );
    expect(legends).toEqual([
      ...['c0: loss', 'c1: acc (epochs)', 'c1 dashed: val_acc', 'd0: 1 Dense 4 relu', 'd7: 2 Dense 1 relu'],
    ]);
    // Epochs stand at the batches that were done by then.
    expect(html).toContain('aria-label="acc: acc (epochs) from 0.5 to 0.5; val_acc from 0.25 to 0.75"');
    expect(html).toContain('<polyline class="c1 dashed" points="70,238 744,14"><title>val_acc</title>');
  });

  it('of several fits names each, and leaves out what there is nothing of', () => {
    const none = { ...facts, note: null, problems: [] };
    const several = textOf(reportHtml(none, [open, { ...open, summary: { ...open.summary, fit: 3 } }], []));
    expect(several.filter((line) => / · (?:dead|few)$/.test(line))).toEqual(['Fit 2 · net.js:8 · dead', 'Fit 1 · few']);
    const first = several.indexOf('Fit 2: narrow');
    expect(several.slice(first, several.indexOf('Fit 3: narrow'))).toEqual([
      ...['Fit 2: narrow', 'Optimizer | adam', 'Learning rate | not known', 'Loss | meanSquaredError'],
      ...['Batch size | not known', 'Epochs | as the code decides', 'Batches per epoch | not known'],
      ...['Layer | Output shape | Parameters | Line', '1 Dense 4 relu | ? × 4 | 12 | train.js:3'],
    ]);
    expect(several.at(-1)).toBe('Exported from GradLens');
    expect(textOf(reportHtml({ ...none, findings: [] }, [], []))).toEqual([
      ...['wide · net.js', 'wide · net.js', 'Learns well', 'File | /w/net.js', 'Took | 12 s', 'Exported from GradLens'],
    ]);
  });
});

describe('a plot', () => {
  const plot = (curves: readonly (readonly (readonly [number, number])[])[], logarithmic = false) =>
    plotSvg({
      title: 'Norm',
      xName: 'batch',
      logarithmic,
      curves: curves.map((points, index) => ({ name: `layer ${index}`, points, color: index })),
    })?.text ?? '';

  it('lists its first 16 curves, and counts the others', () => {
    const list = (count: number) =>
      textOf(plot(Array.from({ length: count }, () => curve)).replace(/<svg.*<\/svg>/s, ''));
    expect(list(16)).toEqual(['Norm', ...Array.from({ length: 16 }, (_, index) => `layer ${index}`)]);
    expect(list(18).slice(-2)).toEqual(['layer 15', 'and 2 more']);
  });

  it('draws a point alone as a dot, in the colors that there are', () => {
    const text = plot([[[1, 2]], [[9, 3]]]);
    expect(text).toContain('<circle class="c0" cx="70" cy="238" r="3"><title>layer 0</title></circle>');
    expect(text).toContain('<circle class="c1" cx="744" cy="14" r="3"><title>layer 1</title></circle>');
    expect(
      plot(Array.from({ length: 9 }, () => curve))
        .match(/polyline class="(c\d)"/g)
        ?.at(-1),
    ).toContain('"c0"');
  });

  it('has a grid with its values at the left, whole decades where they are many, and names its axis', () => {
    const text = plot([
      [
        [0, 0],
        [10, 2],
      ],
    ]);
    expect(text).toContain(
      '<line class="grid" x1="70" x2="744" y1="126" y2="126"/><text x="62" y="130" text-anchor="end">1</text>',
    );
    expect(text).toContain('<text x="339.6" y="256" text-anchor="middle">4</text>');
    expect(text).toContain('<text x="407" y="274" text-anchor="middle">batch</text>');
    const decades = (from: number, to: number) => {
      const points = [
        [0, from],
        [1, to],
      ] as const;
      return [...plot([points], true).matchAll(/text-anchor="end">([^<]*)</g)].map(([, value]) => value);
    };
    expect(decades(0.001, 1)).toEqual(['0.001', '0.01', '0.1', '1']);
    expect(decades(0.01, 1)).toEqual(['0.01', '0.032', '0.1', '0.32', '1']);
  });

  it('has a flat curve in its middle, at whatever height', () => {
    for (const [value, ticks] of [
      [0, ['-0.4', '-0.2', '0', '0.2', '0.4']],
      [-30, ['-40', '-30', '-20']],
    ] as const) {
      const text = plot([
        [
          [0, value],
          [10, value],
        ],
      ]);
      expect(text).toContain('points="70,126 744,126"');
      expect([...text.matchAll(/text-anchor="end">([^<]*)</g)].map(([, tick]) => tick)).toEqual(ticks);
    }
  });
});
