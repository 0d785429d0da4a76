import { mkdirSync } from 'node:fs';
import { isAnswer, targets } from './targets.js';

/** What the parent asks: the inputs [from, to) of one target. */
interface Job {
  readonly target: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

const [root = '', folder = '', tableWorker = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const all = targets(root, folder, tableWorker === '' ? null : tableWorker);

process.on('message', async ({ target: name, seed, from, to }: Job) => {
  const target = all.find((each) => each.name === name);
  if (!target) return;
  for (let index = from; index < to; index++) {
    // Sent before the input is read: whoever watches has to know which one takes too long.
    await new Promise<void>((resolve) => process.send?.({ kind: 'begun', index }, () => resolve()));
    const input = target.input(seed + index);
    try {
      await target.read(input);
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (!isAnswer(error)) process.send?.({ kind: 'raw', index, text: text.slice(0, 1500) });
    }
  }
  process.send?.({ kind: 'done' });
});
process.send?.({ kind: 'ready', names: all.map(({ name }) => name) });
