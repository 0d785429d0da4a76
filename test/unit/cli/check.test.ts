import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import Ajv from 'ajv-draft-04';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkArguments } from '../../../src/cli/check/checkArguments.js';
import { checkCommand } from '../../../src/cli/check/checkCommand.js';
import { checkPaths, sourceFindings } from '../../../src/cli/check/checkPaths.js';
import { sarifLog } from '../../../src/cli/check/sarif.js';
import { writeFixes } from '../../../src/cli/check/writeFixes.js';

const SICK_JS = `const tf = require('@tensorflow/tfjs');
const model = tf.sequential();
model.add(tf.layers.dense({ units: 1, activation: 'softmax', inputShape: [3] }));
model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' });
`;
const SICK_CELL = [
  'from keras import Sequential\n',
  'from keras.layers import Dense\n',
  'net = Sequential([Dense(1, activation="softmax")])',
];
const NOTEBOOK = JSON.stringify({
  nbformat: 4,
  metadata: {},
  cells: [
    { cell_type: 'markdown', source: ['# A net'] },
    { cell_type: 'code', source: SICK_CELL },
  ],
});

let folder: string;
const at = (name: string) => join(folder, name);
async function check(...names: string[]) {
  return checkLine(null, ...names);
}

async function checkLine(line: number | null, ...names: string[]) {
  const { files } = await checkPaths({ paths: names.map(at), line });
  const models = files.flatMap(({ asked }) => asked).length;
  return { findings: sourceFindings(files), models };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-check-'));
  await writeFile(at('net.js'), SICK_JS);
  await writeFile(at('net.ipynb'), NOTEBOOK);
  await writeFile(at('fine.py'), 'from keras import Sequential, layers\nm = Sequential([layers.Dense(1)])\n');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('check', () => {
  it('tells findings with their places, from 1, and edits whose end is exclusive', async () => {
    const { findings, models } = await check('.');
    expect(models).toBe(3);
    const [inNotebook, inJs] = findings;
    expect(inJs).toMatchObject({
      file: at('net.js'),
      line: 3,
      column: 51,
      model: { name: 'model', line: 2 },
      rule: 'softmax-of-one-unit',
      category: 'activation',
      severity: 'error',
      confirmedByRun: null,
      evidence: { units: 1 },
      fixes: [
        {
          title: 'Change the activation to sigmoid',
          edits: [
            { file: at('net.js'), start: { line: 3, column: 51 }, end: { line: 3, column: 60 }, newText: "'sigmoid'" },
          ],
        },
      ],
    });
    expect(inNotebook).toMatchObject({ file: at('net.ipynb'), cell: 1, line: 1 });
    expect(findings).toHaveLength(2);
  });

  it('writes the first fix of each finding of a rule, in a notebook as JSON has it', async () => {
    for (const name of ['net.js', 'net.ipynb']) {
      const before = await readFile(at(name), 'utf8');
      const write = async (rule: string, text = before) =>
        writeFixes([{ file: at(name), text }], (await check(name)).findings, rule);
      expect(await write('linear-layers')).toBe(0);
      expect(await readFile(at(name), 'utf8')).toBe(before);
      // Its text was another one when it was looked at.
      expect(await write('softmax-of-one-unit', `\n${before}`)).toBe(0);
      expect(await readFile(at(name), 'utf8')).toBe(before);
      expect(await write('softmax-of-one-unit')).toBe(1);
      expect((await check(name)).findings).toEqual([]);
      const after = await readFile(at(name), 'utf8');
      expect(after).toBe(before.replace('softmax', 'sigmoid'));
      await writeFile(at(name), before);
    }
  });

  it('ends by the severity that is asked for', async () => {
    const code = (...args: string[]) => checkCommand([...args.map((arg) => (arg.startsWith('-') ? arg : at(arg)))]);
    expect(await code('net.js')).toBe(1);
    expect(await code('fine.py')).toBe(0);
    await writeFile(
      at('hint.py'),
      'from keras import Sequential, layers\nm = Sequential([layers.Dense(1)])\nm.compile("sgd", "mse")\nm.fit(x, y, epochs=2)\n',
    );
    expect(await code('hint.py')).toBe(0);
    expect(await checkCommand([at('hint.py'), '--fail-on', 'hint'])).toBe(1);
    expect(await checkCommand([at('hint.py'), '--fail-on', 'warning'])).toBe(0);
    await rm(at('hint.py'));
  });

  it('looks at one model where its line is asked for', async () => {
    expect((await checkLine(2, 'net.js')).findings).toHaveLength(1);
    expect((await checkLine(1, 'net.js')).findings).toEqual([]);
  });

  it('refuses what it cannot do', async () => {
    const refused = async (...args: string[]) =>
      checkArguments(args).then(
        () => '',
        (error: unknown) => String(error),
      );
    expect(await refused()).toContain('needs a file or folder');
    expect(await refused(at('gone.js'))).toContain('no file or folder');
    expect(await refused(at('net.js'), '--json', '--sarif', 'x')).toContain('exclude each other');
    expect(await refused(folder, '--line', '3')).toContain('needs one file');
    expect(await refused(at('net.js'), '--line', 'three')).toContain('--line needs a positive whole number');
    expect(await refused(at('net.js'), '--seconds', '3')).toContain('needs --run');
    expect(await refused(at('net.js'), '--run', '--target', 'a')).toContain('--target needs --data');
    expect(await refused(at('net.js'), '--fix', 'no-such')).toContain('softmax-of-one-unit');
    expect(await refused(at('net.js'), '--fail-on', 'note')).toContain('--fail-on takes');
    expect(await refused(at('net.js'), '--no-such')).toContain('--no-such');
  });

  it('makes a log that code hosts show', async () => {
    const { findings } = await check('net.js');
    expect(sarifLog(findings)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'GradLens', rules: [{ id: 'softmax-of-one-unit' }] } },
          results: [
            {
              ruleId: 'softmax-of-one-unit',
              ruleIndex: 0,
              level: 'error',
              locations: [{ physicalLocation: { region: { startLine: 3, startColumn: 51 } } }],
              fixes: [{ artifactChanges: [{ replacements: [{ insertedContent: { text: "'sigmoid'" } }] }] }],
            },
          ],
        },
      ],
    });
    const isValid = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
    expect([isValid(JSON.parse(JSON.stringify(sarifLog(findings)))), isValid.errors]).toEqual([true, null]);
    const { findings: inAll } = await check('.');
    expect([isValid(JSON.parse(JSON.stringify(sarifLog(inAll)))), isValid.errors]).toEqual([true, null]);
    expect(isValid({ version: '2.1.0' })).toBe(false);
    await checkCommand([at('net.js'), '--sarif', at('log.sarif')]);
    expect(JSON.parse(await readFile(at('log.sarif'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(sarifLog(findings))));
  });
});

describe('comments', () => {
  const rulesIn = async (text: string, name: string) => {
    await writeFile(at(name), text);
    const { findings } = await check(name);
    await rm(at(name));
    return findings.map(({ rule }) => rule);
  };
  const js = (before: string, behind = '') => SICK_JS.replace(/^(model\.add.*)$/m, `${before}$1${behind}`);
  const py = (before: string, behind = '') =>
    `from keras import Sequential, layers\n${before}m = Sequential([layers.Dense(1, activation='softmax')])${behind}\n`;

  it('switch rules off', async () => {
    expect(await rulesIn(js(''), 'off.js')).toEqual(['softmax-of-one-unit']);
    expect(await rulesIn(js('// gradlens-disable-next-line softmax-of-one-unit\n'), 'off.js')).toEqual([]);
    expect(await rulesIn(js('// gradlens-disable-next-line\n'), 'off.js')).toEqual([]);
    expect(
      await rulesIn(js('// gradlens-disable-next-line linear-layers -- softmax-of-one-unit is meant\n'), 'off.js'),
    ).toEqual(['softmax-of-one-unit']);
    expect(await rulesIn(js('// gradlens-disable-next-line linear-layers, softmax-of-one-unit\n'), 'off.ts')).toEqual(
      [],
    );
    expect(await rulesIn(py('', '  # gradlens: disable=softmax-of-one-unit'), 'off.py')).toEqual([]);
    expect(await rulesIn(py('# gradlens: disable=softmax-of-one-unit\n'), 'off.py')).toEqual([]);
    expect(await rulesIn(py('x = 1  # gradlens: disable=softmax-of-one-unit\n'), 'off.py')).toEqual([
      'softmax-of-one-unit',
    ]);
    expect(await rulesIn(py('', '  # gradlens: disable=learning-rate'), 'off.py')).toEqual(['softmax-of-one-unit']);
  });
});
