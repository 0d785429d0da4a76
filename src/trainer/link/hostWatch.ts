import type { Disposable } from '../../lifecycle/disposables.js';

/** Milliseconds between two looks at the parent process, for where the pipe stays open after the host's end. */
const PARENT_INTERVAL = 1000;

/** Calls back when the process that started this one is gone. */
export function watchParent(onGone: () => void): Disposable {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, PARENT_INTERVAL);
  return { dispose: () => clearInterval(timer) };
}
