import { expect, test } from 'vitest';
import type { BuildTask } from '../../src/protocol/launch.js';
import { openDashboards } from './support/dashboards.js';
import { FILE, SyntheticRun } from './support/syntheticRun.js';

const dashboards = openDashboards();

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

async function open(run: SyntheticRun) {
  const { page, session, asked } = await dashboards.open([run], { height: 1200 });
  const section = page.getByRole('region', { name: 'Output' });
  await section.waitFor();
  const lines = section.locator('.output-frame .output-line');
  const print = (stream: 'stdout' | 'stderr', printed: readonly string[], open = '') => {
    run.output.add(stream, { lines: printed, open });
    run.changes.fire({ kind: 'output' });
  };
  return { page, session, asked, section, lines, print };
}

test('Lines come as text with stderr told in a word, and a place opens the editor', async () => {
  const run = new SyntheticRun('a');
  const { section, lines, asked, print } = await open(run);
  await section.getByText('Nothing printed yet.').waitFor();
  print('stdout', ['<b>not bold</b>', 'plain']);
  print('stderr', ['    at train.js:12:5', ''], '40%');
  await expect
    .poll(() => lines.allTextContents())
    .toEqual(['<b>not bold</b>', 'plain', 'err    at train.js:12:5', '', 'err40%']);
  print('stderr', [], '80%');
  await expect.poll(async () => (await lines.allTextContents()).at(-1)).toBe('err80%');
  await section.getByRole('button', { name: 'train.js:12:5' }).click();
  await expect.poll(() => asked).toEqual([`reveal ${FILE}:12`]);
});

test('Of ten thousand lines those in view are in the page, at the end until one scrolls; a filter finds the others', async () => {
  const run = new SyntheticRun('a');
  const { page, section, lines, asked, print } = await open(run);
  print('stdout', numbered(12_000));
  await expect.poll(async () => (await lines.allTextContents()).at(-1)).toBe('line 11999');
  await expect.poll(() => lines.count()).toBeLessThan(60);
  await section.getByText('2,000 earlier lines are no longer kept.').waitFor();
  await section.getByRole('button', { name: 'Show Log' }).click();
  await expect.poll(() => asked).toEqual(['show log']);
  const log = section.getByRole('log');
  await log.evaluate((element) => {
    element.scrollTop = 0;
  });
  await expect.poll(async () => (await lines.allTextContents())[0]).toBe('line 2000');
  print('stdout', ['one more']);
  await section.getByText('10,001 lines').waitFor();
  expect((await lines.allTextContents())[0]).toBe('line 2000');
  const filter = section.getByRole('searchbox', { name: 'Filter lines' });
  await filter.fill('NE 500');
  await section.getByText('10 of 10,001 lines').waitFor();
  expect((await lines.allTextContents()).slice(0, 2)).toEqual(['line 5000', 'line 5001']);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await section.getByRole('button', { name: 'Copy' }).click();
  await section.getByText(/Copied 10 lines|refuses/).waitFor();
});

test('What was printed last stands beside the error, and the editor may ask for the rest', async () => {
  const run = new SyntheticRun('a');
  const problem = {
    kind: 'user-code',
    severity: 'error',
    message: `Boom ${'at a place of a long name '.repeat(10)}`,
    location: null,
    stack: null,
  } as const;
  run.problems.push(problem);
  const { page, session, section, print } = await open(run);
  print('stdout', numbered(40));
  print('stderr', ['    at async node:internal/modules/run_main:1:1', '', 'Node.js v24.1.0']);
  const last = page.locator('.output-last .output-line');
  await expect.poll(() => last.allTextContents()).toEqual(numbered(40).slice(-5));
  print('stderr', ['loss is odd', '/a/node_modules/tf.js:273', '  throw new ValueError(message);', '        ^', '']);
  print('stdout', ['goodbye']);
  print('stderr', ['ValueError: expected [1]', '    at fit (/a/node_modules/tf.js:9:1)', '    at /a/b.js:14:5', '']);
  print('stderr', ['Node.js v24.1.0']);
  const own = [...numbered(40).slice(-3), 'errloss is odd', 'goodbye'];
  await expect.poll(() => last.allTextContents()).toEqual(own);
  print('stderr', ['Error: caught', '    at add (C:\\a\\node_modules\\tf.js:9:1)', '    at C:\\a\\b.js:14:5']);
  const caught = ['errError: caught', 'err    at C:\\a\\b.js:14:5'];
  await expect.poll(() => last.allTextContents()).toEqual([...own.slice(-3), ...caught]);
  await expect.poll(() => page.locator('.problem').evaluate((card) => card.scrollWidth <= card.clientWidth)).toBe(true);
  session.reveal('output');
  await expect.poll(() => section.evaluate((element) => element === document.activeElement)).toBe(true);
});

test('A Python file, which is read, is not said to have printed nothing', async () => {
  const build = { recipe: { kind: 'keras' } } as unknown as BuildTask;
  const run = new SyntheticRun('a', { build });
  run.state = { kind: 'ended', outcome: 'completed', exitCode: 0, message: null, verdict: null, endedAt: 1 };
  const { section } = await open(run);
  await section.getByText('The Python file is read, not run: its print() calls print nothing here.').waitFor();
  expect(await section.getByText(/printed nothing/).count()).toBe(0);
});
