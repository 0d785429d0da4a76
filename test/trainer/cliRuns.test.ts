import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUN_FORMAT } from '../../src/protocol/runFile.js';
import { STATISTICS } from '../../src/protocol/statistics.js';
import { CliRun, type JsonLine } from './support/cliRun.js';

const SMALL = '20261130-063508-dbb35268';
const FOLDS = '20261130-063509-9f49c9b0';
const fixtures = join(import.meta.dirname, '../fixtures/runFiles/firstFormat/runs');

/** With the runs of the first format and one of a newer one. */
let store: string;
beforeAll(() => {
  store = mkdtempSync(join(tmpdir(), 'gradlens-kept-'));
  cpSync(fixtures, join(store, 'runs'), { recursive: true });
  mkdirSync(join(store, 'runs', 'newer'));
  writeFileSync(join(store, 'runs', 'newer', 'run.json'), JSON.stringify({ id: 'newer', format: RUN_FORMAT + 1 }));
});
afterAll(() => rmSync(store, { recursive: true, force: true }));

async function told(
  ...args: string[]
): Promise<{ code: number | null; stdout: string; reason: string; lines: JsonLine[] }> {
  await using run = await CliRun.start(args, { env: { GRADLENS_STORE: store } });
  const code = await run.exited;
  const { stdout, reason } = run;
  const lines = args.includes('--json')
    ? stdout
        .trim()
        .split('\n')
        .map((line): JsonLine => JSON.parse(line))
    : [];
  return { code, stdout, reason, lines };
}

describe('kept runs on the command line', () => {
  it('are listed, one of a newer format with a sentence', async () => {
    const { lines } = await told('runs', '--json');
    expect(lines.map(({ run, outcome }) => [run, outcome])).toEqual([
      [FOLDS, 'completed'],
      [SMALL, 'completed'],
      ['newer', 'newer-format'],
    ]);
    const { stdout } = await told('runs');
    expect(stdout).toMatch(/^20261130-063508-dbb35268 +small\.js +2026-11-30 06:35 +\S+ s +- +Completed$/m);
    expect(stdout).toMatch(/^newer .*This run was recorded by a newer GradLens \(format 3/m);
  });

  it('of the first format are shown with every curve', async () => {
    const { code, lines } = await told('show', FOLDS, '--json');
    expect(code).toBe(0);
    const kinds = lines.map(({ type }) => type);
    expect([kinds[0], kinds.at(-1)]).toEqual(['run', 'end']);
    const fits = lines.filter(({ type }) => type === 'fitEnd');
    expect(fits.map(({ fit, batches }) => [fit, batches])).toEqual([
      [1, 15],
      [2, 15],
      [3, 8],
    ]);
    for (const fit of [1, 2, 3]) {
      const table = tableFromIPC(readFileSync(join(fixtures, FOLDS, `fit-${fit}.arrow`)));
      const curves = lines.filter((line) => line.type === 'series' && line.fit === fit);
      const loss = [...(table.getChild('loss') ?? [])];
      expect(curves.find(({ key }) => key === 'loss')?.mean).toEqual(loss);
      for (const { statistic, key, mean } of curves.filter(({ key }) => String(key).startsWith('stat:'))) {
        const variable = Number(String(key).split(':')[1]);
        const rows = [...(table.getChild(String(statistic)) ?? [])];
        // A later statistic is in no file of the first format.
        const values = rows.map((row) => [...(row as Iterable<number>)][variable] ?? Number.NaN);
        const missing = loss.map(() => 'NaN');
        expect(mean, String(key)).toEqual(rows.length === 0 ? missing : values.map((value) => value + 0));
      }
      const variables = fit === 3 ? 6 : 7;
      expect(curves).toHaveLength(1 + (fit === 3 ? 0 : 1) + variables * STATISTICS.length);
    }
  });

  it('are shown to people by the start of their name', async () => {
    const { code, stdout, reason } = await told('show', '20261130-063508');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^xor: epoch 20\/20 .*loss 0\.483/m);
    expect(stdout).toMatch(/^xor: fit 1 completed, 20 epochs, 40 batches/m);
    expect(stdout).toMatch(/^2 Dense 1 \S+ +kernel +0\.217 +0\.0258 +0% +\S+ +small\.js:8$/m);
    expect(reason).toMatch(/trained: 1 fit, 20 epochs/);
  });

  it('are exported as a table, a report and event files at once', async () => {
    const to = join(store, 'exported');
    const csv = `${to}.csv`;
    const { code, reason } = await told(
      'export',
      SMALL,
      '--csv',
      csv,
      '--series',
      'loss',
      '--folder',
      to,
      '--tensorboard',
      `${to}-logs`,
    );
    expect(code).toBe(0);
    expect(reason).toMatch(/wrote .*exported-logs/);
    expect(readFileSync(csv, 'utf8').split('\n').slice(0, 1)).toEqual(['fit,batch,epoch,seconds,loss']);
    expect(readFileSync(join(to, 'report.html'), 'utf8')).toContain('<h1>small.js</h1>');
    const again = await told('export', SMALL, '--folder', to);
    expect([again.code, again.reason]).toEqual([1, expect.stringMatching(/is not empty/)]);
    const nothing = await told('export', SMALL);
    expect([nothing.code, nothing.reason]).toEqual([2, expect.stringMatching(/Say what to write/)]);
  });

  it('are compared, what differs first; a name that is none is answered with the nearest', async () => {
    const { lines } = await told('compare', SMALL, FOLDS, '--json');
    const [{ runs = [], columns = [] } = {}] = lines as { runs?: JsonLine[]; columns?: JsonLine[] }[];
    expect(runs.map(({ run, fit }) => [run, fit])).toEqual([
      [SMALL, 1],
      [FOLDS, 3],
    ]);
    const differs = columns.map((column) => column.differs);
    expect(differs).toEqual([...differs].sort().reverse());
    expect(columns.find(({ name }) => name === 'optimizer')).toMatchObject({ kind: 'setting' });
    const { stdout, code } = await told('compare', SMALL, FOLDS);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\* +Units +4, 1 +/m);
    const wrong = await told('compare', SMALL, '20261130-073509');
    expect([wrong.code, wrong.reason]).toEqual([2, expect.stringMatching(/the nearest is "20261130-063509-9f49c9b0"/)]);
  });

  it.each([
    ['20261130', /2 runs begin with "20261130"/],
    ['none', /There is no run "none"/],
    ['newer', /This run was recorded by a newer GradLens \(format 3, this one reads up to 2\)/],
  ])('are told apart: %s', async (id, sentence) => {
    const { code, reason } = await told('show', id);
    expect(code).toBe(2);
    expect(reason).toMatch(sentence);
  });
});
