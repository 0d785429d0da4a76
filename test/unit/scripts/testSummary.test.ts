import { describe, expect, it } from 'vitest';
import { closingLine, isGreen, summaryTable } from '../../../scripts/lib/testSummary.mjs';

const ring = (name: string, passed: number, failed = 0, skipped = 0, problem: string | null = null) => ({
  name,
  passed,
  failed,
  skipped,
  problem,
});

describe('the closing line of a test run', () => {
  it('sums over the rings', () => {
    expect(closingLine([ring('unit', 5), ring('host', 2)])).toBe('7 passed, 0 failed');
    expect(closingLine([ring('unit', 5, 1), ring('host', 2, 3)])).toBe('7 passed, 4 failed');
  });

  it('names skipped tests where there are some', () => {
    expect(closingLine([ring('unit', 5, 0, 2)])).toBe('5 passed, 0 failed, 2 skipped');
  });

  it('counts a ring that could not run as one failure', () => {
    expect(closingLine([ring('unit', 5), ring('host', 0, 0, 0, 'could not run')])).toBe('5 passed, 1 failed');
  });

  it('counts a ring that ran no test as one failure', () => {
    expect(closingLine([ring('unit', 5), ring('e2e', 0)])).toBe('5 passed, 1 failed');
    expect(closingLine([ring('unit', 0, 0, 3)])).toBe('0 passed, 1 failed, 3 skipped');
  });
});

describe('a test run', () => {
  it('is green only where every ring ran tests and all passed', () => {
    expect(isGreen([ring('unit', 5), ring('host', 2)])).toBe(true);
    expect(isGreen([ring('unit', 5), ring('host', 2, 1)])).toBe(false);
    expect(isGreen([ring('unit', 5), ring('host', 2, 0, 0, 'its runner ended with code 1')])).toBe(false);
    expect(isGreen([ring('unit', 5), ring('host', 0)])).toBe(false);
    expect(isGreen([])).toBe(false);
  });

  it('has one line a ring in its summary, with what was wrong', () => {
    const table = summaryTable([{ ...ring('unit', 5), milliseconds: 2400 }, ring('trainer', 0, 0, 0, 'could not run')]);
    expect(table.split('\n')).toEqual([
      '✔ unit     5 passed, 0 failed  2 s',
      '✘ trainer  0 passed, 1 failed  (could not run)',
    ]);
  });

  it('has a line for each failure below its ring', () => {
    const table = summaryTable([{ ...ring('unit', 5, 1), failures: ['a.test.ts: adds: expected 1 to be 2'] }]);
    expect(table.split('\n')).toEqual(['✘ unit  5 passed, 1 failed', '    ✘ a.test.ts: adds: expected 1 to be 2']);
  });
});
