import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('takes lines of the last attempt alone, turns away one of a trial that is done, and slows many workers down', async () => {
  const { stdout } = await promisify(execFile)('python3', [join(import.meta.dirname, 'collector.py')]);
  expect(JSON.parse(stdout)).toEqual({
    answers: [1, 2, null, [[['stop', []]], 0.25], null, null, [[], 2.5]],
    lines: [['new']],
  });
});
