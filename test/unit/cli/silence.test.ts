import { expect, test } from 'vitest';
import { Silence } from '../../../src/cli/silence/silence.js';

const second = 1000;

/** What is said at which second, looking four times a second. */
function said(silence: Silence, from: number, to: number, writes: (at: number) => number = () => 0): string[] {
  const lines: string[] = [];
  for (let at = from * second; at <= to * second; at += 250) {
    const text = silence.look(at, writes(at));
    if (text !== null) lines.push(`${at / second}: ${text}`);
  }
  return lines;
}

test('Two seconds without output say what is being done, and then more seldom', () => {
  const silence = new Silence(false, 0);
  silence.begin('reading net.js', 0);
  expect(said(silence, 0, 15)).toEqual([
    '2: still reading net.js (2 s)',
    '6: still reading net.js (6 s)',
    '14: still reading net.js (14 s)',
  ]);
  silence.begin('training the first batch', 15 * second);
  expect(said(silence, 15, 18)).toEqual(['16: still training the first batch (1 s)']);
});

test('What takes long is said at least every 8 seconds', () => {
  const silence = new Silence(false, 0);
  silence.begin('reading train.py', 0);
  expect(said(silence, 0, 40).map((line) => line.split(':')[0])).toEqual(['2', '6', '14', '22', '30', '38']);
});

test('Output begins the two seconds anew', () => {
  const silence = new Silence(false, 0);
  silence.begin('training', 0);
  expect(said(silence, 0, 10, (at) => Math.floor(at / 1500))).toEqual([]);
});

test('On a terminal the line is drawn anew each second', () => {
  const silence = new Silence(true, 0);
  silence.begin('reading net.js', 0);
  expect(said(silence, 0, 4)).toEqual([
    '2: still reading net.js (2 s)',
    '3: still reading net.js (3 s)',
    '4: still reading net.js (4 s)',
  ]);
});

test('While somebody is asked nothing is said', () => {
  const silence = new Silence(false, 0);
  silence.begin('reading net.js', 0);
  silence.begin(null, 1 * second);
  expect(said(silence, 1, 9)).toEqual([]);
  silence.begin('reading net.js', 9 * second);
  expect(said(silence, 9, 11)).toEqual(['11: still reading net.js (2 s)']);
});
