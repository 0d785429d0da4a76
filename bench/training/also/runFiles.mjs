// How much a run's records take on disk, by batch and variable.
import { openGradLens } from '../contestants/gradlens.mjs';
import { judged } from '../goals.mjs';
import { NETS } from '../nets.mjs';

const TURN = { warmUpMs: 500, measureMs: 3000, takeOverMs: 1500 };
/** Half of what twelve statistics of 4 bytes come to with their share of what a batch has once. */
const LIMIT_BYTES = 27;
const MEASURED = NETS.filter(({ name }) => name === 'dense64x2' || name === 'dense32x20');

/** @type {import('./part.mjs').Part} */
export const runFiles = {
  id: 'runFiles',
  title: "Bytes of a run's records, a batch and variable",
  async run(context) {
    const gradlens = openGradLens(context, {});
    /** @type {Record<string, { records: number, all: number }>} */
    const data = {};
    try {
      for (const net of MEASURED) {
        const { bytes } = await gradlens.turn(net, TURN);
        if (bytes) data[net.title] = bytes;
      }
    } finally {
      await gradlens.close();
    }
    const rows = Object.entries(data).map(([title, { records, all }]) => [title, records.toFixed(1), all.toFixed(1)]);
    const goals = [
      judged(
        "bytes of a run's records, a batch and variable",
        LIMIT_BYTES,
        Object.entries(data).map(([title, { records }]) => ({ value: records, title })),
      ),
    ];
    return { data, goals, table: { header: ['', 'records of batches', 'everything in the folder'], rows } };
  },
};
