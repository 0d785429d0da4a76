// Trains nets whose evidence is switched off and on again, and holds what a batch takes with it against what it takes without.
import { spawn } from 'node:child_process';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { at } from '../../scripts/lib/root.mjs';
import { say } from '../../scripts/lib/say.mjs';
import { median } from '../training/statistics.mjs';
import { CASES, writeCase } from './evidence/cases.mjs';
import { switchedBuild } from './evidence/switchedBuild.mjs';

const WARM_UP_MS = 3000;
const BLOCK_MS = 400;
const MOST = 0.02;

/** @typedef {{ isOff: boolean, wall: number, cpu: number }} Block */

/** @returns {Promise<number>} the exit code: 1 where evidence is over its share in more than can be chance */
export async function measureEvidence(/** @type {string[]} */ args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { pairs: { type: 'string', default: '30' } },
  });
  const cli = await switchedBuild();
  const folder = at('.cache', 'bench', 'evidence', 'files');
  let over = 0;
  for (const each of CASES.filter(({ id }) => positionals.length === 0 || positionals.includes(id))) {
    const blocks = 2 * Number(values.pairs) + 1;
    const file = writeCase(folder, each, { warmUpMs: WARM_UP_MS, blockMs: BLOCK_MS, blocks });
    const { done, once, interval } = await trained(cli, [file, ...each.args]);
    const [wall, cpu] = [slowed(done, 'wall'), slowed(done, 'cpu')];
    const isOver = cpu.share - 2 * cpu.error > MOST;
    if (isOver) over++;
    const off = median(done.filter(({ isOff }) => isOff).map((block) => block.wall)) / 1000;
    say(
      `${isOver ? 'OVER' : 'kept'} ${each.id}: ${text(cpu)} more of a processor, ${text(wall)} more time a batch of ${off.toFixed(2)} ms; ${once.toFixed(0)} ms once; outputs every ${interval} batches; load ${(loadavg()[0] ?? 0).toFixed(1)}`,
    );
  }
  return over > 0 ? 1 : 0;
}

/** Each block without evidence is held against those before and after it, so that a busy minute hits both sides of a pair. */
function slowed(/** @type {Block[]} */ blocks, /** @type {'wall' | 'cpu'} */ clock) {
  const ratios = blocks.flatMap(({ isOff, [clock]: without }, index) => {
    const [before, after] = [blocks[index - 1], blocks[index + 1]];
    return isOff && before && after ? [(before[clock] + after[clock]) / 2 / without - 1] : [];
  });
  const share = median(ratios);
  const spread = median(ratios.map((ratio) => Math.abs(ratio - share))) * 1.4826;
  return { share, error: (1.2533 * spread) / Math.sqrt(ratios.length) };
}

const text = (/** @type {{ share: number, error: number }} */ { share, error }) =>
  `${(100 * share).toFixed(1)} ± ${(200 * error).toFixed(1)} %`;

/** @returns {Promise<{ done: Block[], once: number, interval: number }>} */
async function trained(/** @type {string} */ cli, /** @type {string[]} */ args) {
  const child = spawn(process.execPath, [cli, 'train', ...args, '--json'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    told += text;
  });
  await new Promise((resolve) => child.once('close', resolve));
  const line = told.split('\n').find((each) => each.startsWith('@'));
  if (!line) throw new Error(`no blocks were told: ${told.slice(-500)}`);
  return JSON.parse(line.slice(1));
}
