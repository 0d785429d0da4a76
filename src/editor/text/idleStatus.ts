import type { BackendChoice } from '../backendChoice.js';
import { backendLabel } from './runStatus.js';

/** What a lens and the status bar say while nothing has run: what a run would train on. */
export function idleStatus(choice: ReturnType<BackendChoice['peek']>): string {
  switch (choice.kind) {
    case 'checking':
      return 'checking for tfjs-node…';
    case 'untrusted':
      return 'workspace not trusted';
    case 'chosen':
      return backendLabel(choice.backend);
    case 'none':
      return 'no tfjs-node';
  }
}
