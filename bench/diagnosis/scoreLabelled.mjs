// Checks each labelled program and holds the categories of its errors and warnings against its labels.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { say } from '../../scripts/lib/say.mjs';
import { runCli } from './runCli.mjs';

const AT_ONCE = 2;

/**
 * A program of the manifest: each fault is a list of categories that name it, `acceptable` all that a label accepts.
 * @typedef {{ file: string, faults: string[][], acceptable: string[], basis: string }} Program
 * @typedef {{ category: string, severity: string }} Finding
 */

/** @returns {Promise<number>} the exit code */
export async function scoreLabelled(/** @type {string[]} */ args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { seconds: { type: 'string', default: '60' }, source: { type: 'boolean', default: false } },
  });
  const [manifest, folder, out] = positionals;
  if (!manifest || !folder || !out) {
    say('bench/labelled.mjs MANIFEST FOLDER OUT [--seconds N] [--source]');
    return 2;
  }
  mkdirSync(out, { recursive: true });
  /** @type {Program[]} */
  const programs = JSON.parse(readFileSync(manifest, 'utf8')).files;
  const labelled = programs.filter(({ faults, file }) => faults.length > 0 && existsSync(join(folder, file)));
  const how = values.source ? [] : ['--run', '--seconds', values.seconds];
  const left = [...labelled];
  const work = async () => {
    for (let program = left.pop(); program; program = left.pop()) await check(join(folder, program.file), out, how);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  for (const basis of ['package', 'any']) say(score(labelled, basis, out));
  return 0;
}

const kept = (/** @type {string} */ out, /** @type {string} */ file) => join(out, `${basename(file)}.json`);

async function check(/** @type {string} */ file, /** @type {string} */ out, /** @type {string[]} */ how) {
  if (existsSync(kept(out, file))) return;
  const { stdout, stderr } = await runCli('check', file, '--json', ...how);
  writeFileSync(kept(out, file), stdout);
  writeFileSync(`${kept(out, file)}.txt`, stderr);
}

/** Averages over programs, as published studies have them; hints do not count. */
function score(/** @type {Program[]} */ labelled, /** @type {string} */ basis, /** @type {string} */ out) {
  const programs = labelled.filter((program) => basis === 'any' || program.basis === basis);
  const rows = programs.map(({ file, faults, acceptable }) => {
    const text = readFileSync(kept(out, file), 'utf8');
    if (!text) say(`${file}: no findings to read; what was said instead is in ${kept(out, file)}.txt`);
    /** @type {Finding[]} */
    const findings = JSON.parse(text || '[]');
    const loud = findings.filter(({ severity }) => severity !== 'hint');
    const named = new Set(loud.map(({ category }) => category));
    const hits = faults.filter((fault) => fault.some((category) => named.has(category))).length;
    const right = acceptable.filter((category) => named.has(category)).length;
    return { named: named.size, right, recall: hits / faults.length, hit: hits > 0 ? 1 : 0 };
  });
  const saying = rows.filter(({ named }) => named > 0);
  const precision = mean(saying.map(({ named, right }) => right / named));
  const [recall, hit] = [mean(rows.map((row) => row.recall)), mean(rows.map((row) => row.hit))];
  return `${basis}: ${rows.length} programs, precision ${precision}, recall ${recall}, hit ${hit}`;
}

const mean = (/** @type {number[]} */ values) =>
  (values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)).toFixed(2);
