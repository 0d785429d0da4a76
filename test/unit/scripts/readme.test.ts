import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COMMAND_USAGE } from '../../../src/cli/usage.js';
import { RUN_RULES } from '../../../src/diagnosis/run/runRules.js';
import { SOURCE_RULE_IDS } from '../../../src/diagnosis/source/sourceRules.js';
import { planLaunch } from '../../../src/launch/planLaunch.js';
import type { RunWay } from '../../../src/protocol/launch.js';
import { findModels } from '../../../src/source/findModels.js';

const root = join(import.meta.dirname, '../../..');
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const readme = text('README.md');

interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}

it('The version of VS Code that it asks for is the one that the manifest needs', () => {
  const { engines } = JSON.parse(text('package.json')) as Manifest;
  const [needed] = /\d+\.\d+/.exec(engines.vscode) ?? [];
  expect(readme).toContain(`VS Code ${needed} or newer`);
});

const shown = (value: unknown) => (typeof value === 'string' && value !== '' ? value : JSON.stringify(value));

it('Every setting has its row with its default', () => {
  const { properties } = (JSON.parse(text('package.json')) as Manifest).contributes.configuration;
  const names = Object.keys(properties);
  expect(names.length).toBeGreaterThan(10);
  const missing = names.filter(
    (name) => !readme.includes(`\n| \`${name}\` | \`${shown(properties[name]?.default)}\` |`),
  );
  expect(missing).toEqual([]);
});

it('So has every variable of the environment that a person may set', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((f) =>
    f.endsWith('.ts'),
  );
  const named = new Set(sources.flatMap((file) => text(join('src', file)).match(/GRADLENS_[A-Z_]+/g) ?? []));
  // What a trainer is told by the process that starts it.
  named.delete('GRADLENS_TRAINER');
  expect([...named].filter((name) => !readme.includes(`\n| \`${name}\` |`))).toEqual([]);
});

it('Every command of the command line stands in its list, and every option', () => {
  const listed = readme.split('\n').filter((line) => /^ {4}(?:npm run -s gradlens -- | {10})/.test(line));
  const commands = listed.flatMap((line) => /gradlens -- (\S+)/.exec(line)?.[1] ?? []);
  expect(Object.keys(COMMAND_USAGE).filter((name) => !commands.includes(name))).toEqual([]);
  const options = (text: string) => new Set(text.match(/(?<=[\s[])--[a-z-]+/g));
  const known = options(listed.join('\n'));
  expect([...options(Object.values(COMMAND_USAGE).join('\n'))].filter((option) => !known.has(option))).toEqual([]);
});

/** By what a row of the table of ways begins with. */
const WAYS: Readonly<Record<string, RunWay>> = {
  'the file trains it': 'file',
  'another file trains it': 'other-file',
  'a function or class builds it': 'slice',
  'only its statements run': 'slice',
  'Keras Python': 'keras',
};
/** What only a way's own row may say of it. */
const SAYS: Readonly<Partial<Record<RunWay, RegExp>>> = {
  slice: /GradLens runs .*(statements|what the model depends)/,
};

it('Each way to run a model is what its examples are run by', async () => {
  const folder = join(root, 'examples');
  const rows = Object.entries(WAYS).map(([title, way]) => {
    const [row = ''] = readme.split('\n').filter((line) => line.startsWith(`| ${title} |`));
    return { way, row, examples: row.match(/(?<=`)[\w/]+\.\w+(?=`)/g) ?? [] };
  });
  expect(rows.map(({ examples }) => examples.length)).toEqual([3, 2, 1, 2, 3]);
  for (const { way, row, examples } of rows) {
    expect(row).toMatch(SAYS[way] ?? /./);
    // The second is the file that trains the first.
    for (const example of way === 'other-file' ? examples.slice(0, 1) : examples) {
      const source = text(join('examples', example));
      const file = join(folder, example);
      const [model] = findModels(source, file);
      if (!model) throw new Error(`${example} has no model`);
      const plan = await planLaunch({ model, text: source, folder, choices: {} });
      expect([example, plan.way]).toEqual([example, way]);
    }
  }
});

it('Every rule has its severity among the settings', () => {
  const { properties } = (JSON.parse(text('package.json')) as Manifest).contributes.configuration;
  const { properties: rules = {} } = properties['gradlens.diagnosis.severity'] as { properties?: object };
  const ids = [...SOURCE_RULE_IDS, ...RUN_RULES.map(({ id }) => id)];
  expect(Object.keys(rules)).toEqual([...new Set(ids)]);
});
