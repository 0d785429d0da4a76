import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { Disposable } from '../lifecycle/disposables.js';

/** Longest line held back for its end; a longer one is handed on in pieces. */
const LONGEST_LINE = 65_536;

/** Milliseconds after which a line without its end (a prompt, a row of dots) is handed on. */
const PATIENCE = 250;

/**
 * Reads a stream as UTF-8 text and hands it on as it comes: one or more whole lines at a time, joined by `\n`, without the last
 * line break. A carriage return ends a line too, as progress bars use it.
 */
export function readLines(stream: Readable, onText: (text: string) => void): Disposable {
  const decoder = new StringDecoder('utf8');
  let held = '';
  let afterReturn = false;
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    clearTimeout(timer);
    if (held !== '') onText(held);
    held = '';
  };
  const receive = (text: string) => {
    if (text === '') return;
    const joined = afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    afterReturn = text.endsWith('\r');
    const pending = held + joined.replaceAll(/\r\n?/g, '\n');
    const end = pending.lastIndexOf('\n');
    held = pending.slice(end + 1);
    if (end >= 0) onText(pending.slice(0, end));
    clearTimeout(timer);
    if (held.length > LONGEST_LINE) flush();
    else if (held !== '') timer = setTimeout(flush, PATIENCE);
  };

  const onData = (chunk: Buffer) => receive(decoder.write(chunk));
  const onEnd = () => {
    receive(decoder.end());
    flush();
  };
  stream.on('data', onData).on('end', onEnd).on('close', flush);
  return {
    dispose() {
      clearTimeout(timer);
      stream.off('data', onData).off('end', onEnd).off('close', flush);
    },
  };
}
