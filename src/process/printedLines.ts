import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { Disposable } from '../lifecycle/disposables.js';

/** Characters of a line that are held back for its end; a longer one is handed on in pieces. */
const LONGEST_LINE = 65_536;

/** Lines as a terminal shows them. */
export interface Printed {
  /** Those that have ended. */
  readonly lines: readonly string[];
  /** The one that has not; empty where there is none. */
  readonly open: string;
}

/** Reads a stream as UTF-8 text: what a carriage return goes back over is gone, so that a progress bar is one line. */
export function readPrinted(stream: Readable, onPrinted: (printed: Printed) => void): Disposable {
  const decoder = new StringDecoder('utf8');
  let held = '';
  const receive = (text: string): void => {
    if (text === '') return;
    const parts = (held + text).split('\n');
    const rest = parts.pop() ?? '';
    // What follows the return before the last one may still be all that is seen.
    held = rest.slice(rest.lastIndexOf('\r', rest.length - 2) + 1);
    if (held.length > LONGEST_LINE) {
      parts.push(held);
      held = '';
    }
    onPrinted({ lines: parts.map(shown), open: shown(held) });
  };
  const onData = (chunk: Buffer): void => receive(decoder.write(chunk));
  const onEnd = (): void => {
    receive(decoder.end());
    if (held !== '') onPrinted({ lines: [shown(held)], open: '' });
    held = '';
  };
  stream.on('data', onData).on('close', onEnd);
  return {
    dispose() {
      stream.off('data', onData).off('close', onEnd);
    },
  };
}

function shown(line: string): string {
  const whole = line.replace(/\r+$/, '');
  return whole.slice(whole.lastIndexOf('\r') + 1);
}
