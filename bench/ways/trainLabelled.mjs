// Trains the labelled models that are there, one after the other, and prints what became of each.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from '../../scripts/lib/build.mjs';
import { at } from '../../scripts/lib/root.mjs';
import { trainOnce } from './trainOnce.mjs';

/** @typedef {import('../finder/compare.mjs').LabelledFile} LabelledFile */

/** Share of the models that must train. */
const LIMIT = 0.97;
/** Seconds that nothing may be heard for. */
const LONGEST_SILENCE = 10;

/** @param {string[]} args @returns {Promise<number>} the exit code: 0 where enough train, and each of the rest is told with its line */
export async function trainLabelled(args) {
  const { values } = parseArgs({
    args,
    options: { files: { type: 'string' }, only: { type: 'string' }, share: { type: 'string' } },
  });
  const { files, only, share } = values;
  if (!files) throw new Error('--files DIR says where the labelled files are (bench/finder/README.md)');
  await ensureBuild();
  const outside = /** @type {Record<string, string>} */ (
    JSON.parse(readFileSync(at('bench/ways/notTfjs.json'), 'utf8'))
  );
  const models = labelledModels(files).filter(({ name }) => !only || name.includes(only));
  const step = Number(share ?? 1);
  /** @type {Map<string, number>} */
  const tally = new Map();
  let silent = 0;
  for (const { file, line, name } of models.filter((_, index) => index % step === 0)) {
    const { ending, sentence, silence, seconds } = await trainOnce(file, line);
    const isOutside = ending !== 'trained' && outside[name] !== undefined;
    const kind = isOutside ? `not for tfjs, ${ending}` : ending;
    tally.set(kind, (tally.get(kind) ?? 0) + 1);
    if (silence > LONGEST_SILENCE) silent++;
    const quiet = silence > LONGEST_SILENCE ? ` silent for ${silence.toFixed(0)} s` : '';
    console.log(
      `${kind.padEnd(16)}${seconds.toFixed(0).padStart(4)} s${quiet}  ${name}${ending === 'trained' ? '' : `\n      ${sentence}`}`,
    );
  }
  for (const [kind, count] of [...tally].sort()) console.log(`${kind}: ${count}`);
  console.log(`silent for more than ${LONGEST_SILENCE} s: ${silent}`);
  return verdict(tally, silent);
}

/** @param {ReadonlyMap<string, number>} tally @param {number} silent */
function verdict(tally, silent) {
  const of = (/** @type {string} */ kind) => tally.get(kind) ?? 0;
  const untold = of('without a line') + of('took too long');
  const all = of('trained') + of('with a line') + untold;
  console.log(`trained: ${((100 * of('trained')) / all).toFixed(1)} % of the ${all} that tfjs can express`);
  return of('trained') >= LIMIT * all && untold === 0 && silent === 0 ? 0 : 1;
}

/** @param {string} folder */
function labelledModels(folder) {
  return readdirSync(at('bench/finder/labels')).flatMap((labels) => {
    const labelled = /** @type {LabelledFile[]} */ (
      JSON.parse(readFileSync(at('bench/finder/labels', labels), 'utf8'))
    );
    return labelled.flatMap(({ repository, path, models }) => {
      const file = resolve(folder, repository.replace('/', '+'), path);
      const lines = models.map(({ model }) => Number(model.slice(model.lastIndexOf('@') + 1)));
      return existsSync(file) ? lines.map((line) => ({ file, line, name: `${repository}/${path}:${line}` })) : [];
    });
  });
}
