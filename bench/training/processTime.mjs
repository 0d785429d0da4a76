// Processor time of a process that trains, watched from outside: on a busy machine, wall time says mostly how busy it is.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** @typedef {{ at: number, ms: number }} Sample milliseconds since 1970, and of processor time */

const EVERY_MS = 50;
const PLACE_OF_TIMES = 11;

/** Watches the first child of a process whose command line has a text in it. Where the system has no /proc, there are no samples. */
export class ProcessTime {
  /** @type {Sample[]} */
  samples = [];
  /** @type {number | null} */
  #pid = null;
  #timer = setInterval(() => this.#look(), EVERY_MS);
  #ticks = ticksPerMs();

  /** @param {number} parent @param {string} text */
  constructor(parent, text) {
    this.parent = parent;
    this.text = text;
  }

  /** Processor time since a moment; 0 before anything is known. */
  since(/** @type {number} */ moment) {
    const { samples } = this;
    return (samples.at(-1)?.ms ?? 0) - (samples.find(({ at }) => at >= moment)?.ms ?? samples.at(-1)?.ms ?? 0);
  }

  dispose() {
    clearInterval(this.#timer);
  }

  #look() {
    try {
      this.#pid ??= childWith(this.parent, this.text);
      if (this.#pid === null) return;
      // What stands before the last bracket is the program's name, which may have anything in it.
      const [, fields = ''] = /\) (.*)$/.exec(readFileSync(`/proc/${this.#pid}/stat`, 'utf8').trim()) ?? [];
      const [user = 0, system = 0] = fields.split(' ').slice(PLACE_OF_TIMES).map(Number);
      this.samples.push({ at: Date.now(), ms: (user + system) / this.#ticks });
    } catch {
      // It is not there yet, or not any more.
    }
  }
}

function childWith(/** @type {number} */ parent, /** @type {string} */ text) {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').split(' ').filter(Boolean);
  return children.map(Number).find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text)) ?? null;
}

function ticksPerMs() {
  try {
    return Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) / 1000;
  } catch {
    return 0.1;
  }
}
