import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { restoreRemovedUtil } from '../../../src/system/nodeCompatibility.js';

type Checks = Record<string, (value: unknown) => boolean>;
const require = createRequire(import.meta.url);

describe('restoreRemovedUtil', () => {
  it('restores every function of util that tfjs-node calls', () => {
    const util: Checks = {};
    restoreRemovedUtil(util);
    const sources = ['nodejs_kernel_backend.js', 'kernels/TopK.js'].map((name) =>
      readFileSync(require.resolve(`@tensorflow/tfjs-node/dist/${name}`), 'utf8'),
    );
    const called = new Set(sources.flatMap((text) => [...text.matchAll(/util_1\.(is\w+)/g)].map(([, name]) => name)));
    expect(called).toContain('isNullOrUndefined');
    for (const name of called) expect(util).toHaveProperty(String(name));
  });

  it('tells values apart as Node 22 did', () => {
    const util: Checks = {};
    restoreRemovedUtil(util);
    const values = [null, undefined, 0, '', [], {}, true, () => 0];
    const accepted = Object.fromEntries(
      Object.entries(util).map(([name, check]) => [name, values.map((value) => (check(value) ? 1 : 0)).join('')]),
    );
    expect(accepted).toMatchObject({ isNullOrUndefined: '11000000', isArray: '00001000', isObject: '00001100' });
    expect(accepted).toMatchObject({ isNull: '10000000', isUndefined: '01000000', isNumber: '00100000' });
    expect(accepted).toMatchObject({ isString: '00010000', isBoolean: '00000010', isFunction: '00000001' });
  });

  it('leaves what is there as it is', () => {
    const isArray = (): boolean => false;
    const util = { isArray };
    restoreRemovedUtil(util);
    expect(util.isArray).toBe(isArray);
  });
});
