import { describe, expect, it } from 'vitest';
import { sameCode } from '../../../src/runs/changes/sameCode.js';

const same = (file: string, before: string, after: string) => sameCode({ file, before, after });

describe('sameCode', () => {
  it('does not count comments, blanks and lines that moved', () => {
    const net = "model.add(dense({ units: 8, activation: 'relu' }));\nmodel.fit(x, y);\n";
    expect(same('net.js', net, `// why\n\n${net.replace('{ units', '{\n  units')}/* end */`)).not.toBeNull();
    expect(same('net.py', 'units = 8\nfit(x)\n', '# why\nunits  =  8  # eight\n\nfit(x)\n')).not.toBeNull();
  });

  it('tells code that stands where it was from code that moved', () => {
    expect(same('net.js', 'a;\nb;', 'a; // first\n  /* second */ b;')).toEqual([]);
    expect(same('net.js', 'a;\nb;', '// both\na;\nb;')).toEqual([{ from: 1, by: 1 }]);
    expect(same('net.py', 'a\nb', 'a\n\nb')).toEqual([{ from: 2, by: 1 }]);
  });

  it('reads each language by the file’s name', () => {
    expect(same('net.py.js', 'a # b', 'a # c')).toBeNull();
    expect(same('net.ipynb', 'a # b', 'a # c')).not.toBeNull();
    expect(same('net.js', 'f(`a // b`)', 'f(`a // c`)')).toBeNull();
    expect(same('net.js', '', '// nothing')).not.toBeNull();
    expect(same('net.js', '', 'f()')).toBeNull();
  });

  it('counts every other edit, also of what is in strings and of what Python indents', () => {
    expect(same('net.js', "activation: 'sigmoid'", "activation: 'relu'")).toBeNull();
    expect(same('net.js', 'units: 8', 'units: 80')).toBeNull();
    expect(same('net.js', 'fit(x);', 'fit(x);\nfit(x);')).toBeNull();
    expect(same('net.js', "url = 'a//b'", "url = 'a//c'")).toBeNull();
    expect(same('net.py', 'if a:\n  b()\n  c()', 'if a:\n  b()\nc()')).toBeNull();
  });
});
