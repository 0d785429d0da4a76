import { describe, expect, it } from 'vitest';
import { countTests, failuresIn } from '../../../scripts/lib/vitestRing.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  name: '/project/test/unit/nets.test.ts',
  message: tests.length > 0 ? '' : 'Cannot find module\n  at import',
  assertionResults: tests.map((test, index) => ({
    status: test,
    fullName: `nets train ${index}`,
    failureMessages: test === 'failed' ? ['Error: expected 1 to be 2\n    at nets.test.ts:3'] : [],
  })),
});

describe('counting the tests of a report', () => {
  it('counts by outcome over all files', () => {
    const testResults = [file('passed', 'passed', 'passed', 'pending'), file('failed', 'passed', 'failed', 'todo')];
    expect(countTests({ testResults })).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  it('counts a file that did not load as one failed test', () => {
    expect(countTests({ testResults: [file('failed')] })).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('the failures of a report', () => {
  it('are a line for each test, and for each file that did not load', () => {
    const testResults = [file('passed', 'passed'), file('failed', 'passed', 'failed'), file('failed')];
    expect(failuresIn({ testResults })).toEqual([
      'nets.test.ts: nets train 1: Error: expected 1 to be 2',
      'nets.test.ts: Cannot find module',
    ]);
  });
});
