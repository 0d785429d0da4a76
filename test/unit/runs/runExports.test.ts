import { expect, test } from 'vitest';
import type { ExportTask } from '../../../src/runs/export/exportTarget.js';
import { RunExports } from '../../../src/runs/export/runExports.js';

const task = { directory: '/runs/a', target: { kind: 'folder', folder: '/out' } } as ExportTask;

test('Each export has a thread, which ends with it, or with the host', async () => {
  const disposed: number[] = [];
  const answers = [Promise.resolve('/out'), Promise.reject(new Error('full')), new Promise<string>(() => {})];
  let made = 0;
  const exports = new RunExports(() => {
    const number = made++;
    return {
      exportRun: () => answers[number] ?? Promise.resolve(''),
      dispose: () => void disposed.push(number),
    };
  });
  expect(await exports.write(task)).toBe('/out');
  await expect(exports.write(task)).rejects.toThrow('full');
  expect(disposed).toEqual([0, 1]);
  void exports.write(task);
  exports.dispose();
  expect(disposed).toEqual([0, 1, 2]);
});
