import { describe, expect, it } from 'vitest';
import { summarize } from './summarize.js';

const repeated = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

describe('JavaScript that holds itself', () => {
  it.each([
    [
      'a literal spread into itself',
      'const net = tf.sequential();\nthis.o = { size: f(), ...this.o };\nnet.add(this.o.size.layer);',
      '1 net: Layer@3',
    ],
    [
      'lists that double',
      `const net = tf.sequential();\nlet a0 = [tf.layers.dense({})];\n${repeated(40, (n) => `let a${n + 1} = [...a${n}, ...a${n}];`)}\nfor (const l of a40) net.add(l);`,
      '1 net: Dense@2',
    ],
    [
      'objects that double',
      `const net = tf.sequential();\nlet a0 = { l: tf.layers.dense({}) };\n${repeated(40, (n) => `let a${n + 1} = { ...a${n}, ...a${n} };`)}\nnet.add(a40.l);`,
      '1 net: Dense@2',
    ],
    [
      'a list in itself',
      'const a = [tf.layers.flatten()];\na.push(a);\na.push(...a);\nconst net = tf.sequential({ layers: a });',
      '4 net: Flatten@1',
    ],
  ])('%s', (_what, text, expected) => {
    expect(summarize(text, 'net.js')).toEqual([expected]);
  });
});

describe('Python that holds itself', () => {
  const program = (...lines: string[]) =>
    summarize(['from keras.models import Sequential', ...lines].join('\n'), 'net.py');

  it.each([
    [
      'a dictionary that a function calls itself for',
      [
        'def t(p):',
        '  f = {p.a: Dense(1)}',
        '  f.update(t(p.b))',
        '  f.update(f)',
        '  return f',
        'n = t(r)',
        'm = Sequential()',
      ],
      '8 m:',
    ],
    [
      'a dictionary that takes itself up',
      [
        'd = {}',
        'for k in q:',
        '  d[k] = Dense(1)',
        ...Array<string>(40).fill('d.update(d)'),
        'm = Sequential(list(d.values()))',
      ],
      '45 m: Dense@4',
    ],
    [
      'lists that double in lists',
      [
        'a = [Dense(1)]',
        ...Array<string>(12).fill('a.extend(a)'),
        'b = [a]',
        ...Array<string>(12).fill('b.extend(b)'),
        'c = [b]',
        ...Array<string>(12).fill('c.extend(c)'),
        'm = Sequential(c)',
        'fit(c)',
      ],
      '41 m: Dense@2',
    ],
    [
      'objects that hold each other',
      [
        'class A:',
        '  def __init__(self):',
        '    self.me = [self, self]',
        '    self.other = self',
        '  def run(self):',
        '    return self.run() + self.other.run()',
        'A().run()',
        'fit(A())',
        'm = Sequential()',
      ],
      '10 m:',
    ],
  ])('%s', (_what, lines, expected) => {
    expect(program(...lines)).toEqual([expected]);
  });
});
