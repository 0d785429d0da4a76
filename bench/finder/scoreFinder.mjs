// Runs `gradlens models` over the labelled files that are there, and compares.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { devNode } from '../../scripts/dev-node.mjs';
import { ensureBuild } from '../../scripts/lib/build.mjs';
import { at } from '../../scripts/lib/root.mjs';
import { compare, share } from './compare.mjs';

/** @typedef {import('./compare.mjs').LabelledFile} LabelledFile */

/** What the acceptance of the finder asks for. */
const LIMITS = { models: 0.98, layers: 0.97 };

/** @param {string[]} args @returns {Promise<number>} the exit code: 0 where every share keeps its limit */
export async function scoreFinder(args) {
  const { values } = parseArgs({ args, options: { files: { type: 'string' } } });
  if (!values.files) throw new Error('--files DIR says where the labelled files are (bench/finder/README.md)');
  await ensureBuild();
  let kept = true;
  for (const name of readdirSync(at('bench/finder/labels')).sort()) {
    const labels = /** @type {LabelledFile[]} */ (JSON.parse(readFileSync(at('bench/finder/labels', name), 'utf8')));
    const there = labels.filter((file) => existsSync(place(values.files, file)));
    console.log(`${name}: ${there.length} of ${labels.length} files`);
    if (there.length === 0) continue;
    const tally = compare(there, findModels(there, values.files));
    for (const kind of /** @type {const} */ (['models', 'layers'])) {
      const { found, right, labelled } = tally[kind];
      const [precision, recall] = [share(right, found), share(right, labelled)];
      kept &&= precision >= LIMITS[kind] && recall >= LIMITS[kind];
      console.log(
        `  ${kind}: precision ${precision.toFixed(3)} (${right}/${found}), recall ${recall.toFixed(3)} (${right}/${labelled})`,
      );
    }
    for (const difference of tally.differences) console.log(`  ${difference}`);
  }
  return kept ? 0 : 1;
}

/** @param {string | undefined} folder @param {LabelledFile} file */
function place(folder, { repository, path }) {
  return resolve(folder ?? '.', repository.replace('/', '+'), path);
}

/** @param {LabelledFile[]} files @param {string} folder @returns {Map<LabelledFile, import('./compare.mjs').FoundModel[]>} */
function findModels(files, folder) {
  const paths = files.map((file) => place(folder, file));
  const options = { encoding: /** @type {const} */ ('utf8'), maxBuffer: 256 * 1024 * 1024 };
  const output = execFileSync(devNode(), [join(at('dist'), 'cli.mjs'), 'models', ...paths, '--json'], options);
  /** @type {(import('./compare.mjs').FoundModel & { file: string })[]} */
  const models = JSON.parse(output);
  return new Map(files.map((file, index) => [file, models.filter((model) => model.file === paths[index])]));
}
