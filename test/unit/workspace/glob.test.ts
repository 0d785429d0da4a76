import { describe, expect, it } from 'vitest';
import { globExpression } from '../../../src/workspace/glob.js';

describe('a pattern of the settings', () => {
  it.each([
    ['**/.git', ['.git', 'a/.git', 'a/b/.git'], ['.github', 'a.git', '.git/x']],
    ['**/*.js', ['a.js', 'a/b.js'], ['a.jsx', 'a.js/b']],
    ['*.js', ['a.js'], ['a/b.js']],
    ['build/**', ['build', 'build/a', 'build/a/b'], ['rebuild/a', 'a/build/b']],
    ['**/out/**', ['out', 'a/out', 'a/out/b'], ['layout/b']],
    ['src/*/gen', ['src/a/gen'], ['src/a/b/gen', 'src/gen']],
    ['**/*.{spec,test}.ts', ['a.test.ts', 'b/c.spec.ts'], ['a.ts', 'test.ts']],
    ['{old,older}', ['old', 'older'], ['oldest', 'o']],
    ['data?.py', ['data1.py'], ['data.py', 'data12.py', 'data/.py']],
    ['v[0-9].js', ['v1.js'], ['vx.js']],
    ['v[!0-9].js', ['vx.js'], ['v1.js']],
    ['a+(b).js', ['a+(b).js'], ['aab.js']],
    ['/top', ['top'], ['a/top']],
    ['**', ['a', 'a/b'], []],
  ])('%s', (pattern, matching, others) => {
    const expression = globExpression(pattern);
    expect(matching.filter((path) => !expression.test(path))).toEqual([]);
    expect(others.filter((path) => expression.test(path))).toEqual([]);
  });

  it('that is none matches nothing', () => {
    expect(globExpression('{a').test('a')).toBe(false);
    expect(globExpression('[z-a]').test('b')).toBe(false);
  });
});
