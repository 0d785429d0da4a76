import { describe, expect, it } from 'vitest';
import { codeNow } from '../../../src/runs/changes/codeNow.js';

const now = (file: string, before: string, after: string) => codeNow({ file, before, after, findsEdited: false });
const isSame = (...texts: Parameters<typeof now>) => now(...texts).isSame;

describe('codeNow', () => {
  it('does not count comments, blanks and lines that moved', () => {
    const net = "model.add(dense({ units: 8, activation: 'relu' }));\nmodel.fit(x, y);\n";
    expect(isSame('net.js', net, `// why\n\n${net.replace('{ units', '{\n  units')}/* end */`)).toBe(true);
    expect(isSame('net.py', 'units = 8\nfit(x)\n', '# why\nunits  =  8  # eight\n\nfit(x)\n')).toBe(true);
  });

  it('tells code that stands where it was from code that moved', () => {
    expect(now('net.js', 'a;\nb;', 'a; // first\n  /* second */ b;').shifts).toEqual([]);
    expect(now('net.js', 'a;\nb;', '// both\na;\nb;').shifts).toEqual([{ from: 1, by: 1, isEdited: false }]);
    expect(now('net.py', 'a\nb', 'a\n\nb').shifts).toEqual([{ from: 2, by: 1, isEdited: false }]);
  });

  it('reads each language by the file’s name', () => {
    expect(isSame('net.py.js', 'a # b', 'a # c')).toBe(false);
    expect(isSame('net.ipynb', 'a # b', 'a # c')).toBe(true);
    expect(isSame('net.js', 'f(`a // b`)', 'f(`a // c`)')).toBe(false);
    expect(isSame('net.js', '', '// nothing')).toBe(true);
    expect(isSame('net.js', '', 'f()')).toBe(false);
  });

  it('counts every other edit, also of what is in strings and of what Python indents', () => {
    expect(isSame('net.js', "activation: 'sigmoid'", "activation: 'relu'")).toBe(false);
    expect(isSame('net.js', 'units: 8', 'units: 80')).toBe(false);
    expect(isSame('net.js', 'fit(x);', 'fit(x);\nfit(x);')).toBe(false);
    expect(isSame('net.js', "url = 'a//b'", "url = 'a//c'")).toBe(false);
    expect(isSame('net.py', 'if a:\n  b()\n  c()', 'if a:\n  b()\nc()')).toBe(false);
  });
});
