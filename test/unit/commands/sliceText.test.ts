import { expect, test } from 'vitest';
import { builderText, sliceText } from '../../../src/commands/launch/sliceText.js';

const recipe = (code: string, values = {}) => ({
  kind: 'slice' as const,
  file: '/nets/page.tsx',
  line: 2,
  span: { file: '/nets/page.tsx', start: { line: 2, column: 1 }, end: { line: 2, column: 10 } },
  slice: { file: '/nets/page.tsx', code, lines: code.split('\n').map((_, row) => row) },
  values,
  fit: {},
});

test('A slice is shown without what only keeps it at its columns, under what it is and what its open names stand for', () => {
  const code = `\n{\n{\nconst\n          net = tf.sequential()\n;\n\n    net.add(tf.layers.dense({ units: hidden }));\n}\n}\n`;
  expect(sliceText('net', recipe(code, { hidden: '16' })).split('\n')).toEqual([
    '// What runs for net of page.tsx: only the statements that the model depends on, without types and JSX.',
    '// Values for what the source leaves open:',
    '//   hidden = 16',
    '',
    'const net = tf.sequential();',
    'net.add(tf.layers.dense({ units: hidden }));',
    '',
  ]);
});

test('Blocks one after the other stay', () => {
  const code = '{\n  const a = 1;\n}\n{\n  const a = 2;\n}';
  expect(sliceText('net', recipe(code)).split('\n').slice(2, -1)).toEqual([
    '{',
    'const a = 1;',
    '}',
    '{',
    'const a = 2;',
    '}',
  ]);
});

test('What builds a model is shown as the call that is made', () => {
  const span = { file: '/nets/net.js', start: { line: 2, column: 1 }, end: { line: 2, column: 10 } };
  const builder = { exportedAs: null, parameters: [], returnsModel: true };
  const textOf = (kind: 'function' | 'method' | 'class', name: string) =>
    builderText('net', {
      kind: 'builder',
      file: '/nets/net.js',
      line: 2,
      span,
      builder: { ...builder, kind, name },
      arguments: ['8', '0.1'],
      constructorArguments: ['{}'],
      fit: {},
    }).split('\n')[2];
  expect(textOf('function', 'makeNet')).toBe('makeNet(8, 0.1);');
  expect(textOf('method', 'Trainer.build')).toBe('new Trainer({}).build(8, 0.1);');
  expect(textOf('class', 'Net')).toBe('new Net({});');
});
