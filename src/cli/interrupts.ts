import type { Disposable } from '../lifecycle/disposables.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls `onInterrupt` at each signal that asks for the end (Ctrl-C, kill, a closed terminal), instead of ending at once. */
export function onInterrupts(onInterrupt: (signal: NodeJS.Signals) => void): Disposable {
  for (const signal of SIGNALS) process.on(signal, onInterrupt);
  return {
    dispose() {
      for (const signal of SIGNALS) process.off(signal, onInterrupt);
    },
  };
}
