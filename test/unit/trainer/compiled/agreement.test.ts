import { describe, expect, it } from 'vitest';
import { agree, type ComparedValues, firstDifference } from '../../../../src/trainer/compiled/steps/agreement.js';

const compared = (
  name: string,
  kind: string,
  owner: object | null,
  compiled: readonly number[],
  eager: readonly number[],
): ComparedValues => ({ name, kind, owner, compiled, eager });

describe('a compiled step and an eager one', () => {
  it('agree within a ten-thousandth, and on NaN', () => {
    expect(agree([1, 2], [1, 2.00001])).toBe(true);
    expect(agree([1, 2], [1, 2.01])).toBe(false);
    expect(agree([1, 2], [1, 2, 3])).toBe(false);
    expect(agree([Number.NaN], [1])).toBe(false);
  });

  it('differ where weights do', () => {
    const kernel = {};
    const values = [
      compared('kernel', 'weights', kernel, [1, 2], [1, 2.1]),
      compared('kernel/m', 'slot 0', kernel, [0.1, 0.2], [0.1, 0.2]),
    ];
    expect(firstDifference(values)?.name).toBe('kernel');
  });

  it('do not differ in weights whose gradient is noise beside the others', () => {
    const [kernel, bias] = [{}, {}];
    const values = [
      compared('kernel', 'weights', kernel, [1, 2], [1, 2]),
      compared('bias', 'weights', bias, [0.01, -0.01], [-0.01, 0.01]),
      compared('kernel/m', 'slot 0', kernel, [0.1, 0.2], [0.1, 0.2]),
      compared('bias/m', 'slot 0', bias, [1e-9, -1e-9], [-1e-9, 1e-9]),
    ];
    expect(firstDifference(values)).toBeNull();
  });

  it('do not differ by what rounding may make of them, and differ by more', () => {
    const values = [compared('kernel', 'weights', {}, [1, 2], [1, 2.1])];
    expect(firstDifference(values, () => 0.2)).toBeNull();
    expect(firstDifference(values, () => 0.05)?.name).toBe('kernel');
  });
});
