import { describe, expect, it } from 'vitest';
import { satisfies } from '../../../scripts/lib/dependencies.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b-linux': { version: '2.0.0', integrity: 'sha512-b', optional: true },
  },
};
const { '': _root, ...all } = wanted.packages;

describe('installed dependencies', () => {
  it('are right where they are what the lock names', () => {
    expect(satisfies(wanted, { packages: all })).toBe(true);
  });

  it('may lack packages for other platforms', () => {
    expect(satisfies(wanted, { packages: { 'node_modules/a': all['node_modules/a'] } })).toBe(true);
  });

  it.each([
    ['nothing is installed', {}],
    ['a package is missing', { 'node_modules/b-linux': all['node_modules/b-linux'] }],
    ['a package has another version', { ...all, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }],
    ['a package has other contents', { ...all, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } }],
    ['the lock no longer names a package', { ...all, 'node_modules/old': { version: '1.0.0' } }],
  ])('are out of date where %s', (_what, packages) => {
    expect(satisfies(wanted, { packages })).toBe(false);
  });
});
