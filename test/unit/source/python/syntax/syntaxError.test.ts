import { expect, test } from 'vitest';
import { syntaxProblem } from '../../../../../src/source/python/syntax/syntaxError.js';

test.each([
  ["model.add(Dense(8, activation='relu')\nmodel.add(Dense(1))\n", 1, "'(' was never closed"],
  ['x = [1, 2\n\ny = 3\n', 1, "'[' was never closed"],
  ['x = (1, 2]\n', 1, "closing ']' does not match the opening '('"],
  ['a = 1\nb = f(1))\n', 2, "unmatched ')'"],
  ["a = 'text\nb = 2\n", 1, 'unterminated string'],
  ['for i in range(3)\n    print(i)\n', 1, "expected ':'"],
  ['if x:\n    y = 1\nelse\n    y = 2\n', 3, "expected ':'"],
  ['def f(x', 1, "'(' was never closed"],
])('says why Python does not read %j', (text, line, message) => {
  const problem = syntaxProblem(text, [0]);
  expect(problem?.message).toBe(message);
  expect(text.slice(0, problem?.offset).split('\n').length).toBe(line);
});

test.each([
  "x = f(a,\n  b=[1,\n2])\nprint 'Python 2'\n",
  'model.fit(x,\ny=1,\n  epochs=2)\n',
  "'''a ( doc'''\nif x: y = 1\nlambda: 1\n",
  "for k in d: print(k)  # (\nwith open('a') as f, open('b') as g:\n    pass\n",
  'if (a and\n    b):\n  c = {1: 2}[\n1]\nclass_ = 3\nwith_x = 2\n',
  'match x:\n    case (1, 2): pass\ny: int = 3\n',
])('finds no fault in %j', (text) => {
  expect(syntaxProblem(text, [0])).toBeNull();
});
