// Trains sick nets until a run tells what is wrong with them, and holds the time and the batch against when it could be known.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { at } from '../../scripts/lib/root.mjs';
import { say } from '../../scripts/lib/say.mjs';

const SECONDS = 100;
const MOST_BATCHES = 50;
const MOST_SECONDS = 5;
const MOST_EPOCHS = 5;

/** @typedef {{ batch?: number, isNumber?: boolean, epoch?: number, validation?: number | null, at: number }} Mark */
/** @typedef {{ type: string, rule: string, severity: string, state: string }} Line */
/** @typedef {{ name: string, kind: 'number' | 'learns' | 'over', paces: number[] }} Net */

/** What cannot learn, by milliseconds a batch; NaN; and what learns by heart. */
/** @type {Net[]} */
const NETS = [
  ...['notANumberInputs', 'exploding', 'deadByRate'].map((name) => net(name, 'number', [0, 30])),
  ...['vanishingSigmoid', 'vanishingRegression', 'deadRelu', 'zeroWeights', 'reluOutputOfNegativeTargets'].map((name) =>
    net(name, 'learns', [0, 150]),
  ),
  ...['rateZero', 'softmaxOfOne', 'noRelation', 'linearOnRings', 'sameRows'].map((name) =>
    net(name, 'learns', [0, 150]),
  ),
  ...['overFitting', 'overFittingImages'].map((name) => net(name, 'over', [100])),
];

/** @returns {Net} */
function net(/** @type {string} */ name, /** @type {Net['kind']} */ kind, /** @type {number[]} */ paces) {
  return { name, kind, paces };
}

/** @returns {Promise<number>} the exit code */
export async function measureLatency(/** @type {string[]} */ names) {
  let missed = 0;
  for (const { name, kind, paces } of NETS.filter(({ name: each }) => names.length === 0 || names.includes(each))) {
    for (const pace of paces) {
      const { text, isSoon } = judged(kind, await trained(name, kind, pace));
      if (!isSoon) missed++;
      say(`${isSoon ? 'soon' : 'LATE'} ${name} (${pace} ms a batch): ${text}`);
    }
  }
  return missed > 0 ? 1 : 0;
}

/** @typedef {{ marks: Mark[], told: { at: number, rule: string } | null }} Told */

/** Until it is told, or for long. */
async function trained(/** @type {string} */ name, /** @type {Net['kind']} */ kind, /** @type {number} */ pace) {
  const args = [
    'train',
    at('bench', 'diagnosis', 'latency', 'paced.js'),
    '--json',
    '--seed',
    '1',
    '--on-nan',
    'continue',
  ];
  const child = spawn(process.execPath, [at('dist', 'cli.mjs'), ...args], {
    env: { ...process.env, NET: name, PACE: String(pace) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  /** @type {Told} */
  const seen = { marks: [], told: null };
  const end = () => child.kill('SIGINT');
  const timer = setTimeout(end, SECONDS * 1000);
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.startsWith('@')) seen.marks.push(JSON.parse(line.slice(1)));
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    /** @type {Line} */
    const { type, rule, severity, state } = JSON.parse(line);
    if (seen.told || type !== 'finding' || state !== 'open' || !tells(kind, rule, severity)) return;
    seen.told = { at: Date.now(), rule };
    // What was written before it may still be on its way.
    setTimeout(end, 200);
  });
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  return seen;
}

function tells(/** @type {Net['kind']} */ kind, /** @type {string} */ rule, /** @type {string} */ severity) {
  if (kind === 'number') return rule === 'not-a-number';
  return kind === 'over' ? rule === 'over-fitting' : severity !== 'hint';
}

function judged(/** @type {Net['kind']} */ kind, /** @type {Told} */ { marks, told }) {
  if (!told) return { isSoon: false, text: 'not told' };
  const before = marks.filter(({ at: when }) => when <= told.at);
  const batches = before.filter(({ batch }) => batch !== undefined);
  const seconds = (/** @type {number} */ from) => (told.at - from) / 1000;
  if (kind === 'number') {
    const broken = marks.find(({ isNumber }) => isNumber === false);
    const late = seconds(broken?.at ?? told.at);
    return { isSoon: late <= 1, text: `${late.toFixed(2)} s after batch ${broken?.batch}` };
  }
  if (kind === 'over') {
    const epochs = before.flatMap(({ epoch, validation }) => (epoch === undefined ? [] : [{ epoch, validation }]));
    const best = Math.min(...epochs.map(({ validation }) => validation ?? Number.POSITIVE_INFINITY));
    const since = epochs.find(({ validation }) => validation === best)?.epoch ?? 0;
    const late = (epochs.at(-1)?.epoch ?? 0) - since;
    return { isSoon: late <= MOST_EPOCHS, text: `${late} epochs after the best one, ${since}` };
  }
  const [first] = batches;
  const [count, time] = [batches.length, seconds(first?.at ?? told.at)];
  const isSoon = count <= MOST_BATCHES || time <= MOST_SECONDS;
  return { isSoon, text: `${told.rule} after ${count} batches and ${time.toFixed(1)} s` };
}
