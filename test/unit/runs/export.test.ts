import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FitSummary } from '../../../src/protocol/fit.js';
import { writeCsv } from '../../../src/runs/export/csv.js';
import { exportRun } from '../../../src/runs/export/exportRun.js';
import { fileName } from '../../../src/runs/export/fileName.js';
import { markup } from '../../../src/runs/export/markup.js';
import { writeOut } from '../../../src/runs/export/outputFile.js';
import { plotSvg } from '../../../src/runs/export/plot.js';
import { reportHtml } from '../../../src/runs/export/report.js';
import type { ReportFacts } from '../../../src/runs/export/reportFacts.js';
import { crc32c } from '../../../src/runs/export/tensorboard/crc32c.js';
import { scalarsEvent, versionEvent } from '../../../src/runs/export/tensorboard/event.js';
import { writeEventFiles } from '../../../src/runs/export/tensorboard/eventFiles.js';
import { tfRecord } from '../../../src/runs/export/tensorboard/tfRecord.js';
import { readStoredFits } from '../../../src/runs/stored/readStoredRun.js';

const runs = join(import.meta.dirname, '../../fixtures/runFiles/firstFormat/runs');
const SMALL = join(runs, '20261130-063508-dbb35268');
const FOLDS = join(runs, '20261130-063509-9f49c9b0');

const facts: ReportFacts = {
  title: 'xor · small.js',
  result: 'Learns well: <b>0.98</b>',
  facts: [['File', '/home/ada/small.js']],
  note: 'try "wider" & <script>alert(1)</script>',
  findings: [
    {
      fit: 1,
      severity: 'warning',
      rule: 'few-steps',
      place: 'small.js:8',
      message: 'Few steps.',
      why: 'Why.',
      help: 'Help.',
    },
  ],
  problems: [],
  layerPlaces: [{ fit: 1, places: ['small.js:9'] }],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradlens-export-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const column = (run: string, fit: number, name: string): number[] => {
  const table = tableFromIPC(readFileSync(join(run, `fit-${fit}.arrow`)));
  return [...(table.getChild(name) ?? [])].map(Number);
};

describe('a file that is written', () => {
  const fails = (file: string) =>
    writeOut(file, (add) => {
      add('x'.repeat(3 << 20));
      throw new Error('The disk is gone.');
    });

  it('is whole or not there, and what was there stays where it fails', () => {
    const file = join(folder, 'run.csv');
    expect(() => fails(file)).toThrow('The disk is gone.');
    expect(readdirSync(folder)).toEqual([]);
    writeOut(file, (add) => add('before'));
    expect(() => fails(file)).toThrow('The disk is gone.');
    expect(readdirSync(folder)).toEqual(['run.csv']);
    expect(readFileSync(file, 'utf8')).toBe('before');
    writeOut(file, (add) => add('after'));
    expect(readFileSync(file, 'utf8')).toBe('after');
  });

  it.skipIf(process.platform === 'win32')('goes to where a link leads, and into a device', () => {
    writeFileSync(join(folder, 'real.csv'), '');
    symlinkSync('real.csv', join(folder, 'link.csv'));
    writeOut(join(folder, 'link.csv'), (add) => add('linked'));
    expect(readFileSync(join(folder, 'real.csv'), 'utf8')).toBe('linked');
    writeOut('/dev/null', (add) => add('gone'));
    expect(statSync('/dev/null').isFile()).toBe(false);
  });
});

describe('a table of a run', () => {
  const read = (file: string): Record<string, string>[] => parse(readFileSync(file), { columns: true });

  it('has every batch of every fit with loss, metrics and gradient norms, as the files hold them', () => {
    const file = join(folder, 'run.csv');
    expect(exportRun({ directory: FOLDS, target: { kind: 'csv', file, series: null }, facts })).toBe(file);
    const rows = read(file);
    expect(rows.map(({ loss }) => Number(loss)).slice(0, 15)).toEqual(
      column(FOLDS, 1, 'loss').map((value) => Number(value.toPrecision(9))),
    );
    expect(rows.map(({ fit }) => fit).join('')).toBe(`${'1'.repeat(15)}${'2'.repeat(15)}${'3'.repeat(8)}`);
    expect([rows[0]?.batch, rows[0]?.epoch]).toEqual(['1', '1']);
    const names = Object.keys(rows[0] ?? {});
    expect(names.slice(0, 5)).toEqual(['fit', 'batch', 'epoch', 'seconds', 'loss']);
    expect(names.some((name) => name.endsWith('/kernel gradNorm'))).toBe(true);
    expect(names.some((name) => name.endsWith('weightNorm'))).toBe(false);
    // The last fit is of another model, without a metric.
    expect(rows.at(-1)?.acc ?? '').toBe('');
  });

  it('has only the columns that were named, and says where there is none', () => {
    const file = join(folder, 'run.csv');
    const to = (series: string[]) => exportRun({ directory: SMALL, target: { kind: 'csv', file, series }, facts });
    to(['loss']);
    expect(Object.keys(read(file)[0] ?? {})).toEqual(['fit', 'batch', 'epoch', 'seconds', 'loss']);
    expect(() => to(['accuracy'])).toThrow(/no series "accuracy". It has loss, /);
  });
});

it('quotes names in a table as spreadsheets want them, and runs none of them as a formula', () => {
  const metrics = ['a, b', 'say "x"', '=1+1', '-1+1'];
  const file = join(folder, 'run.csv');
  const summary = { ...readStoredFits(SMALL)[0]?.summary, metrics, variables: [] } as FitSummary;
  writeCsv(file, folder, [{ summary, epochs: [] }], { series: null });
  expect(readFileSync(file, 'utf8')).toBe(`fit,batch,epoch,seconds,loss,"a, b","say ""x""",'=1+1,'-1+1\n`);
});

it('makes a name that every file system takes of what people type', () => {
  expect(fileName('wide net: 2×64/relu')).toBe('wide-net-2-64-relu');
  expect(fileName('../.. ')).toBe('run');
  expect(fileName('')).toBe('run');
  expect(fileName(`${'損'.repeat(59)}..`)).toBe('損'.repeat(59));
});

describe('a folder of a run', () => {
  it('has a report that needs nothing else, the Arrow files, and all of it as JSON', () => {
    const target = join(folder, 'exported');
    exportRun({ directory: SMALL, target: { kind: 'folder', folder: target }, facts });
    expect(readdirSync(target)).toEqual([
      'fit-1.activations.arrow',
      'fit-1.arrow',
      'fit-1.histograms.arrow',
      'report.html',
      'run.json',
    ]);
    expect(readFileSync(join(target, 'fit-1.arrow'))).toEqual(readFileSync(join(SMALL, 'fit-1.arrow')));
    const json = JSON.parse(readFileSync(join(target, 'run.json'), 'utf8'));
    expect([json.title, json.fits[0].epochs.length, json.findings[0].rule]).toEqual([
      'xor · small.js',
      20,
      'few-steps',
    ]);
    const html = readFileSync(join(target, 'report.html'), 'utf8');
    expect(html).not.toMatch(/<script|src=|href=|url\(|@import|https?:/i);
    expect(html).toContain('try &quot;wider&quot; &amp; &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain("default-src 'none'");
    expect(html.match(/<svg /g)?.length).toBeGreaterThanOrEqual(2);
    expect(html).toContain('Few steps.');
    // Layers as all views name them.
    expect(html).toMatch(/<td>1 Dense 4 tanh<\/td><td>\? × 4<\/td>/);
    expect(html).toContain('<summary>20 epochs</summary>');
  });

  it('that is there and empty stays the same folder', () => {
    const { ino } = statSync(folder);
    exportRun({ directory: SMALL, target: { kind: 'folder', folder }, facts });
    expect(statSync(folder).ino).toBe(ino);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is a new one, and is not written of a run that recorded nothing', () => {
    const run = join(folder, 'run');
    cpSync(SMALL, run, { recursive: true });
    mkdirSync(join(run, 'fit-2.arrow'));
    const failed = { kind: 'folder', folder: join(folder, 'failed') } as const;
    expect(() => exportRun({ directory: run, target: failed, facts })).toThrow(/cannot be exported/);
    expect(readdirSync(folder)).toEqual(['run']);
    mkdirSync(failed.folder);
    exportRun({ directory: SMALL, target: failed, facts });
    expect(readdirSync(failed.folder)).toContain('report.html');
    writeFileSync(join(folder, 'mine.txt'), '');
    expect(() => exportRun({ directory: SMALL, target: { kind: 'folder', folder }, facts })).toThrow(/is not empty/);
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    expect(() =>
      exportRun({ directory: empty, target: { kind: 'folder', folder: join(folder, 'new') }, facts }),
    ).toThrow(/recorded no fit/);
    const inFile = join(folder, 'mine.txt', 'run.csv');
    expect(() => exportRun({ directory: SMALL, target: { kind: 'csv', file: inFile, series: null }, facts })).toThrow(
      /^The run cannot be exported: /,
    );
  });
});

describe('a report', () => {
  it('shows the code that ran, every character as it is', () => {
    const html = reportHtml(
      facts,
      [],
      [
        { file: '/a/net.js', text: 'if (a < b && c > "d") {}\n' },
        { file: '/a/large.js', text: null },
      ],
    );
    expect(html).toContain('<code>if (a &lt; b &amp;&amp; c &gt; &quot;d&quot;) {}</code>');
    expect(html).toContain('Too large to be kept.');
  });

  it('has one epoch where there is one', () => {
    const fits = readStoredFits(SMALL).map((fit) => ({
      ...fit,
      epochs: fit.epochs.slice(0, 1),
      loss: [],
      norms: new Map(),
    }));
    expect(reportHtml(facts, fits, [])).toContain('<summary>1 epoch</summary>');
  });

  it('escapes every value of a template but markup', () => {
    expect(markup`<p title="${'"\'<&>'}">${[markup`<b>${1}</b>`, null, '<i>']}</p>`.text).toBe(
      '<p title="&quot;&#39;&lt;&amp;&gt;"><b>1</b>&lt;i&gt;</p>',
    );
  });

  it('says of which curves points cannot be drawn', () => {
    const curves = [
      {
        name: 'lives',
        points: [
          [1, 1],
          [2, 2],
        ] as const,
        color: 0,
      },
      {
        name: 'dies',
        points: [
          [1, 1],
          [2, 0],
        ] as const,
        color: 1,
      },
      {
        name: 'dead',
        points: [
          [1, 0],
          [2, 0],
        ] as const,
        color: 2,
      },
      { name: 'unknown', points: [], color: 3 },
    ];
    const text = plotSvg({ title: 'Norm', xName: 'batch', logarithmic: true, curves })?.text ?? '';
    const names = [...text.matchAll(/<span>([^<]*)<\/span>/g)].map(([, name]) => name);
    expect(names).toEqual([
      'lives',
      'dies (1 of 2 points are 0 or not a number)',
      'dead (2 of 2 points are 0 or not a number)',
    ]);
    expect(text.match(/<(?:polyline|circle) /g)).toHaveLength(2);
    expect(text).toContain('; dead (2 of 2 points are 0 or not a number)"');
  });

  it('plots only what can be drawn', () => {
    const plot = (points: [number, number][], logarithmic = false) =>
      plotSvg({ title: 'Loss', xName: 'batch', logarithmic, curves: [{ name: 'loss', points, color: 0 }] })?.text;
    expect(plot([[1, 5]])).toBeUndefined();
    expect(
      plot([
        [1, Number.NaN],
        [2, 1],
      ]),
    ).toBeUndefined();
    expect(
      plot(
        [
          [1, 0],
          [2, 1],
        ],
        true,
      ),
    ).toBeUndefined();
    // The greatest value is at the top and the last batch at the right; a flat curve is in the middle.
    expect(
      plot([
        [0, 0],
        [10, 1],
      ]),
    ).toContain('points="70,238 744,14"');
    expect(
      plot([
        [0, 3],
        [10, 3],
      ]),
    ).toContain('points="70,126 744,126"');
    expect(
      plot(
        [
          [0, 0.01],
          [10, 1],
          [20, 100],
        ],
        true,
      ),
    ).toContain('points="70,238 407,126 744,14"');
    expect(
      plot([
        [0, 0],
        [10, 1],
      ]),
    ).toContain('aria-label="Loss: loss from 0 to 1"');
    const ticks = (text: string | undefined) =>
      [...(text ?? '').matchAll(/>([\d.e-]+)<\/text>/g)].map(([, value]) => value);
    const [linear, decades] = [
      plot([
        [1, 0.46],
        [120, 1.1],
      ]),
      plot(
        [
          [0, 1e-3],
          [20, 100],
        ],
        true,
      ),
    ];
    expect(ticks(linear)).toEqual(['0.6', '0.8', '1', '50', '100']);
    expect(ticks(decades)).toEqual(['0.001', '0.01', '0.1', '1', '10', '100', '0', '5', '10', '15', '20']);
  });
});

describe('event files for TensorBoard', () => {
  it('have the checksum of RFC 3720', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
    expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
  });

  it('are records whose lengths and masked checksums are as in each file that TensorFlow writes', () => {
    const record = Buffer.from(tfRecord(versionEvent({ wallTime: 1 })));
    expect(record.toString('hex', 0, 12)).toBe('1800000000000000a37f4b22');
    expect(record.toString('latin1', 21, 36)).toBe('\u001a\rbrain.Event:2');
    expect(record).toHaveLength(12 + 24 + 4);
    const masked = record.readUInt32LE(36) - 0xa282ead8;
    expect(((masked >>> 17) | (masked << 15)) >>> 0).toBe(crc32c(record.subarray(12, 36)));
  });

  it('tell steps and values as protocol buffers do', () => {
    const event = scalarsEvent({ wallTime: 2, step: 300, scalars: [['a', 1.5]] });
    expect(Buffer.from(event).toString('hex')).toBe('09000000000000004010ac022a0a0a080a0161150000c03f');
  });

  const filesIn = (path: string) =>
    readdirSync(path, { recursive: true })
      .map(String)
      .filter((name) => name.includes('tfevents'))
      .sort();

  it('are one for training and one for validation of each fit', () => {
    const run = exportRun({ directory: FOLDS, target: { kind: 'tensorboard', folder }, facts });
    expect(run).toBe(join(folder, `xor-small.js-${basename(FOLDS)}`));
    expect(filesIn(run).map((name) => name.replace(/events.*/, ''))).toEqual(
      expect.arrayContaining(['fit-1/train/', 'fit-2/train/', 'fit-3/train/']),
    );
    const small = exportRun({
      directory: SMALL,
      target: { kind: 'tensorboard', folder: join(folder, 'small') },
      facts,
    });
    expect(filesIn(small)[0]).toMatch(/^train.events\.out\.tfevents\.\d+\.gradlens$/);
  });

  it('have a loss that is NaN, too', () => {
    const fits = readStoredFits(SMALL).map(({ summary }) => {
      return { summary, epochs: [{ fit: 1, epoch: 0, step: 1, logs: { loss: Number.NaN } }] };
    });
    const run = writeEventFiles(folder, folder, fits, '損'.repeat(200));
    expect(Buffer.byteLength(basename(run))).toBeLessThan(255);
    const written = readFileSync(join(run, filesIn(run)[0] ?? '')).toString('latin1');
    expect(written).toContain('epoch_loss\u0015\0\0\u00c0\u007f');
  });

  it('are read by TensorBoard, with the numbers of the run', ({ skip }) => {
    const python = process.env.GRADLENS_PYTHON ?? 'python3';
    if (spawnSync(python, ['-c', 'import tensorboard']).status !== 0) skip('python3 with tensorboard is not here');
    const run = exportRun({ directory: SMALL, target: { kind: 'tensorboard', folder }, facts });
    expect(existsSync(join(run, 'train'))).toBe(true);
    const program = `
import json, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
events = EventAccumulator(sys.argv[1], size_guidance={'scalars': 0})
events.Reload()
tags = events.Tags()['scalars']
print(json.dumps({tag: [[e.step, e.value] for e in events.Scalars(tag)] for tag in tags}))
`;
    const { stdout, stderr } = spawnSync(python, ['-c', program, join(run, 'train')], { encoding: 'utf8' });
    expect(stdout, stderr).not.toBe('');
    const told: Record<string, [number, number][]> = JSON.parse(stdout);
    expect(told.batch_loss?.map(([, value]) => value)).toEqual(column(SMALL, 1, 'loss'));
    expect(told.batch_loss?.map(([step]) => step)).toEqual(Array.from({ length: 40 }, (_, step) => step));
    expect(told.epoch_loss).toHaveLength(20);
    const norms = Object.keys(told).filter((tag) => tag.startsWith('gradNorm/'));
    expect(norms.length).toBeGreaterThan(1);
    expect(told[norms[0] ?? '']).toHaveLength(40);
  });
});
