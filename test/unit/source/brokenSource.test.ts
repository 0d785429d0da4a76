import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findModels } from '../../../src/source/findModels.js';
import { summarize } from './summarize.js';

const fixture = (name: string) => new URL(`../../fixtures/source/${name}`, import.meta.url);

/** Every place where a line ends, and some within each. */
function cuts(text: string): number[] {
  const offsets: number[] = [];
  for (let offset = 0; offset <= text.length; offset++) {
    if (text[offset] === '\n' || offset % 7 === 0) offsets.push(offset);
  }
  return offsets;
}

describe.each(['everyForm.ts', 'reactComponent.jsx'])('a half-typed %s', (name) => {
  const text = readFileSync(fixture(name), 'utf8');
  const whole = findModels(text, name);

  it('has models to lose', () => {
    expect(whole.length).toBeGreaterThan(1);
  });

  it('keeps the models before the cut, wherever it is cut off', () => {
    for (const cut of cuts(text)) {
      const prefix = text.slice(0, cut);
      const line = prefix.split('\n').length;
      const before = whole.filter(({ span }) => span.end.line < line).map((model) => model.line);
      expect(findModels(prefix, name).map((model) => model.line)).toEqual(expect.arrayContaining(before));
    }
  });

  it('throws at no suffix', () => {
    for (const cut of cuts(text)) expect(findModels(text.slice(cut), name).length).toBeLessThanOrEqual(whole.length);
  });
});

const first = 'const a = tf.sequential();\na.add(tf.layers.dense({}));\n';
const second = 'const b = tf.sequential();\nb.add(tf.layers.flatten());\nb.fit();\n';

describe('a broken line between two models', () => {
  it.each([
    'const x = ;',
    'const x =',
    'x.',
    'foo(',
    'foo({ a: [1,',
    'a.add(tf.layers.dense({ units: 3',
    ')',
    '}',
    "const s = 'not closed",
    'const s = `not closed',
    '/* not closed',
    'if (',
    'for (const',
    'function',
    'class {',
    'const { a = = 1 } = b;',
    '<<<<<<< HEAD',
    '@@ # $$ %%',
    'return (x) => {{',
  ])('%s', (line) => {
    expect(summarize(`${first}${line}\n${second}`)).toEqual(['1 a: Dense@2', '4 b: Flatten@5; fit 6']);
  });

  it('inside of functions', () => {
    const code = `function one() {\n${first}  const x = foo(\n}\nfunction two() {\n${second}}\n`;
    expect(summarize(code)).toEqual(['2 a: Dense@3', '7 b: Flatten@8; fit 9']);
  });

  it('inside of a list of layers', () => {
    const code = `const a = tf.sequential({ layers: [\ntf.layers.dense({}),\ntf.layers.lstm({ units: \n] });\n${second}`;
    expect(summarize(code)).toEqual(['1 a: Dense@2', '5 b: Flatten@6; fit 7']);
  });

  it('many of them', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `const m${index} = tf.sequential();\nconst = ${index};\n`);
    expect(summarize(lines.join(''))).toHaveLength(12);
  });
});

describe('text that is no program', () => {
  it.each([
    ['nothing', ''],
    ['zeros', '\0'.repeat(100)],
    ['prose', 'We build a tf.sequential() model, then add layers (dense, dense) to it.'],
    ['brackets', `tf.sequential(${'(['.repeat(20_000)}`],
    ['a long sum', `const m = tf.sequential(); x = ${'a + '.repeat(20_000)}1;`],
    ['a long chain', `const m = tf.sequential(); x = y${'.f()'.repeat(20_000)};`],
    ['a long list', `const m = tf.sequential(); const x = [${'1,'.repeat(200_000)}];`],
    ['a long condition', `const tf = ${'a || '.repeat(20_000)}b; const m = tf.sequential(); m.add(tf.layers.dense());`],
    [
      'a long way',
      `const m = tf.sequential(); m.add(${'f('.repeat(3_000)}1${')'.repeat(3_000)}); function f(x) { return x; }`,
    ],
    [
      'functions that call each other',
      'const f = () => g(), g = () => f(); const m = f(); m.add(g()); tf.sequential(f());',
    ],
    ['variables that stand for each other', 'let a = b, b = a; a.add(b); tf.sequential({ layers: [...a, ...b] });'],
    ['half a surrogate pair', 'const m = tf.sequential("\ud83d'],
  ])('%s does not throw', (_, text) => {
    expect(findModels(text, 'a.ts').length).toBeLessThan(2);
  });

  it('is not looked at in files of another kind', () => {
    expect(findModels(first, 'a.py')).toEqual([]);
  });
});

describe('dialects', () => {
  it.each([
    ['type casts in .ts', 'a.ts', 'const m = <tf.Sequential>tf.sequential();'],
    ['JSX in .tsx', 'a.tsx', "const m = tf.sequential() as tf.Sequential; const e = <A<B> c={1}>don't</A>;"],
    ['JSX in .js', 'a.js', "const m = tf.sequential(); const e = <div>don't {m.name}</div>;"],
    ['Flow', 'a.js', '// @flow\nimport type { A } from "a"; const m: A = tf.sequential(); const f = (x: ?A) => x;'],
    ['types in .js', 'a.js', 'const m: Model = tf.sequential(); interface A { b: string }'],
    [
      'decorators',
      'a.ts',
      '@Injectable() export class A { m = tf.sequential(); constructor(@Inject(B) private b: B) {} }',
    ],
    ['a hashbang and top-level await', 'a.mjs', '#!/usr/bin/env node\nconst m = await tf.sequential();'],
    ['sloppy scripts', 'a.cjs', 'with (a) { b = 010; } var await = 1; const m = tf.sequential(); return;'],
    ['enums and namespaces', 'a.ts', 'enum A { B } namespace C { export const m = tf.sequential(); }'],
  ])('%s', (_, file, code) => {
    expect(findModels(code, file).map(({ name }) => name)).toEqual(['m']);
  });
});
