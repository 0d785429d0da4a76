// Every way of training against `fit` of the same net, side by side in each round.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { at } from '../../../scripts/lib/root.mjs';
import { showProgress } from '../../../scripts/lib/say.mjs';
import { contestantEnvironment } from '../environment.mjs';
import { reasonOf } from '../reason.mjs';
import { median } from '../statistics.mjs';
import { WAY_NETS, writeWays } from '../wayFiles.mjs';

const LIMIT = 1.15;
/** From the first compiled step on, and how much of its end counts. */
const TRAINED_MS = 4000;
const MEASURED_MS = 2500;
const MOST_MS = 120_000;

/** @type {import('./part.mjs').Part} */
export const ways = {
  id: 'ways',
  title: 'Ways of training, ms a step: ratio to `fit`',
  async run(context, { rounds }) {
    const gradlens = await import(pathToFileURL(context.gradlens).href);
    /** @type {Record<string, Record<string, number[]>>} by way and net */
    const data = {};
    /** @type {Record<string, string>} */
    const skipped = {};
    /** @type {[string, string][]} */
    let titles = [];
    for (let round = 1; round <= rounds; round++) {
      for (const net of WAY_NETS) {
        const all = writeWays(context.folder, net);
        titles = all.map(({ id, title }) => [id, title]);
        for (const way of all) {
          const key = `${way.id}, ${net.title}`;
          if (key in skipped) continue;
          showProgress(`round ${round} of ${rounds}: ${net.title}: ${way.id}`);
          try {
            const time = await msPerStep(gradlens, context.store, way);
            const ofWay = data[way.id] ?? {};
            data[way.id] = { ...ofWay, [net.title]: [...(ofWay[net.title] ?? []), time] };
          } catch (error) {
            skipped[key] = reasonOf(error);
          }
        }
      }
    }
    const medianOf = (/** @type {string} */ id, /** @type {string} */ net) => median(data[id]?.[net] ?? []);
    const ratioOf = (/** @type {string} */ id, /** @type {string} */ net) => medianOf(id, net) / medianOf('fit', net);
    const rows = titles.map(([id, title]) => [
      title,
      ...WAY_NETS.map((net) => {
        const ratio = id === 'fit' ? '' : `: ${ratioOf(id, net.title).toFixed(2)}`;
        return data[id]?.[net.title] ? `${medianOf(id, net.title).toFixed(2)}${ratio}` : '-';
      }),
    ]);
    const goals = titles
      .filter(([id]) => id !== 'fit')
      .map(([id, title]) => {
        const goal = `${title} against \`fit\`, every net`;
        const ratios = WAY_NETS.map((net) => ({ ratio: ratioOf(id, net.title), worst: net.title }));
        const { ratio, worst } = ratios.reduce((a, b) => (b.ratio > a.ratio ? b : a));
        if (!ratios.every((each) => Number.isFinite(each.ratio)))
          return { goal, limit: LIMIT, value: null, kept: null };
        return { goal, limit: LIMIT, value: ratio, kept: ratio <= LIMIT, worst };
      });
    return { data, skipped, goals, table: { header: ['', ...WAY_NETS.map(({ title }) => title)], rows } };
  },
};

/**
 * Trains for some seconds as a person does on the command line, and reads the times of the records.
 * @param {import('../gradlensModule.mjs').GradLensModule} gradlens
 * @param {string} store
 * @param {import('../wayFiles.mjs').Way} way
 */
async function msPerStep({ readRecords, fileSource, batchStream, streamFile }, store, { file, args }) {
  const child = spawn(process.execPath, [at('dist', 'cli.mjs'), 'train', file, ...args, '--json'], {
    cwd: dirname(file),
    env: contestantEnvironment({ GRADLENS_STORE: store }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [lines, errors] = ['', ''];
  /** @type {NodeJS.Timeout | null} */
  let begun = null;
  const end = () => child.kill('SIGINT');
  const limit = setTimeout(end, MOST_MS);
  child.stdout.setEncoding('utf8').on('data', (text) => {
    lines += text;
    if (lines.includes('"mode":"compiled"')) begun ??= setTimeout(end, TRAINED_MS);
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  await new Promise((resolve) => child.once('close', resolve));
  for (const timer of [limit, begun]) if (timer) clearTimeout(timer);
  const id = /"run":"([\w-]+)"/.exec(lines)?.[1];
  if (!begun || !id) throw new Error(errors.slice(-300) || 'no step was compiled');
  const folder = join(store, 'runs', id);
  const events = readFileSync(join(folder, 'events.ndjson'), 'utf8').split('\n').filter(Boolean);
  const summary = events.map((line) => JSON.parse(line)).find(([name]) => name === 'fitStarted')?.[1];
  const source = fileSource(join(folder, streamFile(batchStream, summary.fit)));
  try {
    const times = [...readRecords(batchStream, source, summary)].flatMap(({ time }) => [...time]);
    const last = times.at(-1) ?? Number.NaN;
    const counted = times.filter((time) => time >= last - MEASURED_MS);
    return (last - (counted[0] ?? Number.NaN)) / (counted.length - 1);
  } finally {
    source.dispose();
  }
}
