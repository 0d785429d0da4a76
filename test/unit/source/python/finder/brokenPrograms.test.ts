import { describe, expect, it } from 'vitest';
import { summarize } from '../../summarize.js';

const models = (...lines: string[]) => summarize(lines.join('\n'), 'code.py');

describe('a program that Python 3 does not read', () => {
  it.each<[string, string[], string[]]>([
    [
      'Python 2',
      [
        'print "a", b',
        'print >>f, "x %d" % n',
        'exec "code"',
        'm = Sequential()',
        'try:',
        '  pass',
        'except X, e:',
        '  print e',
        'm.add(Dense(1))',
      ],
      ['4 m: Dense@9'],
    ],
    ['tabs', ['def f():', '\tm = Sequential()', '\tif a:', '\t\tm.add(Dense(1))', '\treturn m'], ['2 m: Dense@4']],
    [
      'tabs beside spaces',
      ['def f():', '        m = Sequential()', '\tm.add(Dense(1))', '\treturn m'],
      ['2 m: Dense@3'],
    ],
    [
      'a missing bracket',
      ['m = Sequential()', 'm.add(Dense(1)', 'm.add(Dense(2))', 'm.fit(x)'],
      ['1 m: Dense@2 Dense@3; fit 4'],
    ],
    [
      'a list that is not closed',
      [
        'def f():',
        '  m = Sequential([',
        '    Dense(1),',
        '    Dense(2)',
        '  return m',
        'def g():',
        '  n = Sequential()',
      ],
      ['2 m: Dense@3 Dense@4', '7 n:'],
    ],
    ['a bracket too many', ['m = Sequential()', 'm.add(Dense(1)))', 'm.add(Dense(2))'], ['1 m: Dense@2 Dense@3']],
    ['a half-typed call', ['m = Sequential()', 'm.add(', 'm.add(Dense(2))'], ['1 m: Dense@3']],
    ['a half-typed line at the end', ['m = Sequential([', '  Dense(1),', '  Den'], ['1 m: Dense@2 Den@3']],
    [
      'a string that is not closed',
      ['m = Sequential()', 'm.add(Dense(1, name="a))', 'm.add(Dense(2))'],
      ['1 m: Dense@2 Dense@3'],
    ],
    [
      'wrong indents',
      ['m = Sequential()', '   m.add(Dense(1))', ' m.add(Dense(2))', 'm.add(Dense(3))'],
      ['1 m: Dense@2 Dense@3 Dense@4'],
    ],
    [
      'a merge conflict',
      ['<<<<<<< HEAD', 'm = Sequential()', '=======', 'm = Sequential([Dense(1)])', '>>>>>>> other', 'm.fit(x)'],
      ['2 m:', '4 m: Dense@4; fit 6'],
    ],
    ['an unknown operator', ['m = Sequential()', 'x = a ? b : c', 'm.add(Dense(1))'], ['1 m: Dense@3']],
    ['prose', ["Let's train the model", 'm = Sequential()', 'm.add(Dense(1))'], ['2 m: Dense@3']],
  ])('with %s loses only what is broken', (_, lines, expected) => {
    expect(models(...lines)).toEqual(expected);
  });

  it.each([
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('with lines that end with %s', (_, end) => {
    expect(models(['m = Sequential()', 'm.add(Dense(1))', ''].join(end))).toEqual(['1 m: Dense@2']);
  });

  it('with a byte order mark', () => {
    expect(models('\uFEFFm = Sequential()', 'm.add(Dense(1))')).toEqual(['1 m: Dense@2']);
  });
});

describe('a program that is hard to follow', () => {
  it.each<[string, string]>([
    ['a function that calls itself', 'def f(m):\n  m.add(Dense(1))\n  return f(m)\nf(Sequential())'],
    [
      'functions that call each other',
      'def f(m):\n  return g(m)\ndef g(m):\n  m.add(Dense(1))\n  return f(m)\nf(Sequential())',
    ],
    ['a class that extends itself', 'class A(A):\n  pass\nm = Sequential([Dense(1)])'],
    ['a list in itself', 'ls = [Dense(1)]\nls.append(ls)\nm = Sequential(ls)'],
    [
      'a list that doubles',
      'ls = [Dense(1)]\nfor i in a:\n  for j in b:\n    ls += ls + ls\n    ls.extend(ls)\nm = Sequential(ls)',
    ],
    ['a sum of ten thousand terms', `x = ${'1 + '.repeat(10_000)}1\nm = Sequential([Dense(1)])`],
    ['five hundred brackets', `x = ${'('.repeat(500)}1${')'.repeat(500)}\nm = Sequential([Dense(1)])`],
    [
      'calls that fork at each step',
      `${Array.from({ length: 40 }, (_, i) => `def f${i}(m):\n  f${i + 1}(m)\n  f${i + 1}(m)`).join('\n')}\nm = Sequential([Dense(1)])\nf0(m)`,
    ],
  ])('is left before it takes too long: %s', (_, text) => {
    expect(models(text).join()).toContain('Dense@');
  });
});
