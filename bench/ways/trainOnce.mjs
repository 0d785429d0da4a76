// One epoch of one model on random numbers, by the command line, and how that ended.
import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { devNode } from '../../scripts/dev-node.mjs';
import { at } from '../../scripts/lib/root.mjs';

/** @typedef {'trained' | 'with a line' | 'without a line' | 'took too long'} Ending */
/** @typedef {{ ending: Ending, sentence: string, silence: number, seconds: number }} Outcome `silence`: the longest, in seconds, before the first fit */

/** Seconds that a model has. */
const LIMIT = 180;

/** @param {string} file @param {number} line @returns {Promise<Outcome>} */
export function trainOnce(file, line) {
  const args = [at('dist/cli.mjs'), 'train', file, '--line', `${line}`];
  const options = ['--data', 'random', '--epochs', '1', '--yes', '--json'];
  const child = spawn(devNode(), [...args, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const started = performance.now();
  let heard = started;
  let silence = 0;
  let began = false;
  let late = false;
  let output = '';
  let errors = '';
  const hear = () => {
    const now = performance.now();
    if (!began) silence = Math.max(silence, now - heard);
    heard = now;
  };
  child.stdout.on('data', (/** @type {Buffer} */ bytes) => {
    hear();
    output += bytes.toString();
    began ||= output.includes('"type":"fit"');
  });
  child.stderr.on('data', (/** @type {Buffer} */ bytes) => {
    hear();
    errors += bytes.toString();
  });
  const limit = setTimeout(() => {
    late = true;
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGKILL'), 5000).unref();
  }, LIMIT * 1000);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(limit);
      hear();
      const sentence = errors.trimEnd().split('\n').at(-1) ?? '';
      const ending = endingOf({ code, late, hasFit: output.includes('"outcome":"completed"'), sentence });
      resolve({ ending, sentence, silence: silence / 1000, seconds: (performance.now() - started) / 1000 });
    });
  });
}

/** A program that fits again and again has trained for an epoch once a fit has ended, also where its time is up before it is. */
const endingOf = (
  /** @type {{ code: number | null, late: boolean, hasFit: boolean, sentence: string }} */
  { code, late, hasFit, sentence },
) => {
  if (late) return hasFit ? 'trained' : 'took too long';
  if (code === 0) return 'trained';
  return tells(sentence) ? 'with a line' : 'without a line';
};

/** Whether a sentence names a place: `net.js:12`. */
const tells = (/** @type {string} */ sentence) => /\.\w+:\d+/.test(sentence);
