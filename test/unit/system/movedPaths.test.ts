import { expect, it } from 'vitest';
import { movedPaths, movedWords } from '../../../src/system/movedPaths.js';

it('moves the paths of a folder and of what is in it, and nothing else', () => {
  const rows = new Float32Array([1, 2]);
  const job = {
    file: '/net/a.js',
    cwd: '/net',
    other: '/network/a.js',
    text: 'see /net/a.js',
    list: ['/net/b', null, 3],
    rows,
  };
  const moved = movedPaths(job, [{ from: '/net', to: '/worker/project' }]);
  expect(moved).toEqual({
    ...job,
    file: '/worker/project/a.js',
    cwd: '/worker/project',
    list: ['/worker/project/b', null, 3],
  });
  expect(moved.rows).toBe(rows);
});

it('moves them back wherever they stand in what a person reads', () => {
  const move = { from: '/worker/project', to: '/net' };
  expect(movedWords({ message: 'No /worker/project/a.js, see /worker/projects' }, move)).toEqual({
    message: 'No /net/a.js, see /worker/projects',
  });
});
