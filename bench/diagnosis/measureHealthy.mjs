// Trains nets that learn, one after the other, and tells each warning, each error and each verdict worse than that.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { at } from '../../scripts/lib/root.mjs';
import { say } from '../../scripts/lib/say.mjs';
import { runCli } from './runCli.mjs';

/** Adversarial pairs and loops of one's own are not judged by their loss. */
const WELL = new Set(['learns-well', 'learns', 'undecided']);
/** Examples of the project that learn. */
const EXAMPLES = ['xor.js', 'digits.js'].map((name) => at('examples', name));
const SET = at('test', 'fixtures', 'diagnosis', 'healthy.js');

/** @typedef {{ type: string, kind: string, text: string, fit: number | null, id: string, state: string, rule: string, severity: string, message: string }} Line */

/** @typedef {{ nets: number, loud: number, passing: number, worse: number }} Told */

/** @returns {Promise<number>} the exit code */
export async function measureHealthy(/** @type {string[]} */ files) {
  const folder = at('bench', 'diagnosis', 'healthy');
  const own = readdirSync(folder).map((name) => join(folder, name));
  const programs = files.length > 0 ? files : [...EXAMPLES, ...own];
  const told = { nets: 0, loud: 0, passing: 0, worse: 0 };
  for (const file of programs) {
    const checked = await gradlens('check', file, '--run', '--yes', '--json', '--seed', '1');
    if (checked) report(told, file, 'check --run', JSON.parse(checked));
    else missing(told, file, 'check --run told nothing');
  }
  for (const file of files.length > 0 ? files : [...programs, SET]) {
    judge(told, file, jsonLines(await gradlens('train', file, '--json', '--seed', '1')));
  }
  say(JSON.stringify(told));
  return told.loud > 1 || told.worse > 0 ? 1 : 0;
}

/** What is true of a run at its end, and what was said of it meanwhile. */
function judge(/** @type {Told} */ told, /** @type {string} */ file, /** @type {Line[]} */ lines) {
  const verdicts = lines.filter(({ type, fit }) => type === 'verdict' && fit !== null);
  told.nets += verdicts.length;
  if (verdicts.length === 0) missing(told, file, 'no verdict');
  for (const { kind, text, fit } of verdicts) {
    if (verdicts.length < 10) say(`${basename(file)}: fit ${fit}: ${text}`);
    if (WELL.has(kind)) continue;
    told.worse++;
    say(`${basename(file)}: fit ${fit}: WORSE: ${text}`);
  }
  const findings = lines.filter(({ type }) => type === 'finding');
  const last = new Map(findings.map((line) => [line.id, line]));
  report(
    told,
    file,
    'train',
    [...last.values()].filter(({ state }) => state === 'open'),
  );
  for (const { id, severity, message } of findings.filter(({ state }) => state === 'open')) {
    if (severity === 'hint' || last.get(id)?.state === 'open') continue;
    told.passing++;
    say(`${basename(file)}: for a while: ${severity} ${id}: ${message}`);
  }
}

/** What fails has not been silent. */
function missing(/** @type {Told} */ told, /** @type {string} */ file, /** @type {string} */ what) {
  told.worse++;
  say(`${basename(file)}: ${what}`);
}

function report(
  /** @type {Told} */ told,
  /** @type {string} */ file,
  /** @type {string} */ how,
  /** @type {Line[]} */ findings,
) {
  for (const { severity, rule, message } of findings) {
    say(`${basename(file)}: ${how}: ${severity} ${rule}: ${message}`);
    if (severity !== 'hint') told.loud++;
  }
}

/** @returns {Line[]} */
const jsonLines = (/** @type {string} */ text) =>
  text.split('\n').flatMap((/** @type {string} */ line) => (line.startsWith('{') ? [JSON.parse(line)] : []));

async function gradlens(/** @type {string[]} */ ...args) {
  const { stdout, stderr } = await runCli(...args);
  if (process.env.VERBOSE) say(stderr);
  return stdout;
}
