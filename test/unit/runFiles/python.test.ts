import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const file = join(root, 'test/fixtures/runFiles/firstFormat/runs/20261130-063508-dbb35268/fit-1.arrow');

/** Line of the README that opens a file with a package. */
function lineOf(name: string): string {
  const line = readFileSync(join(root, 'README.md'), 'utf8')
    .split('\n')
    .find((candidate) => candidate.endsWith(`# ${name}`));
  if (!line) throw new Error(`The README does not say how ${name} opens a run's file`);
  return line.trim();
}

function python(program: string): string | null {
  const { status, stdout } = spawnSync('python3', ['-c', program], { encoding: 'utf8' });
  return status === 0 ? stdout : null;
}

const has = (packages: string): boolean => python(`import ${packages}`) !== null;

it.for([
  { name: 'pandas', packages: 'pandas, pyarrow', last: 'frame.gradNorm.iloc[-1]' },
  { name: 'Polars', packages: 'polars', last: "frame['gradNorm'].to_list()[-1]" },
])('The line of the README opens a file of a run with $name', ({ name, packages, last }, { skip }) => {
  if (!has(packages)) skip(`python3 with ${packages} is not here`);
  const told = python(
    [
      `import json, ${packages}`,
      lineOf(name).replace('fit-1.arrow', file),
      `print(json.dumps([list(frame.columns), len(frame), list(map(float, ${last}))]))`,
    ].join('\n'),
  );
  const table = tableFromIPC(readFileSync(file));
  const norms = [...(table.getChild('gradNorm')?.get(table.numRows - 1) ?? [])];
  expect(JSON.parse(told ?? 'null')).toEqual([table.schema.fields.map((field) => field.name), table.numRows, norms]);
});
