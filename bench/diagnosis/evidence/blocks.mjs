// Switches evidence off and on, block by block of a training, and tells what a batch takes either way. Used by the file that is trained.

/** @param {{ warmUpMs: number, blockMs: number, blocks: number }} how */
export function evidenceBlocks({ warmUpMs, blockMs, blocks }) {
  const began = performance.now();
  /** @type {{ isOff: boolean, wall: number, cpu: number }[]} microseconds a batch */
  const done = [];
  let from = mark();
  let batches = 0;
  let isWarm = false;
  return {
    /** At an epoch's end, or after as many batches by hand. @returns whether all blocks are done */
    ended(/** @type {number} */ count) {
      batches += count;
      const now = mark();
      if (!isWarm) {
        if (now.wall - began * 1000 < warmUpMs * 1000) return false;
        isWarm = true;
      } else {
        if (now.wall - from.wall < blockMs * 1000) return false;
        const isOff = Boolean(Reflect.get(globalThis, 'gradlensEvidenceOff'));
        done.push({ isOff, wall: (now.wall - from.wall) / batches, cpu: (now.cpu - from.cpu) / batches });
      }
      Reflect.set(globalThis, 'gradlensEvidenceOff', done.length % 2 === 1);
      batches = 0;
      from = mark();
      return done.length >= blocks;
    },
    report() {
      const once = Reflect.get(globalThis, 'gradlensEvidenceOnce') ?? 0;
      const { interval } = Reflect.get(globalThis, 'gradlensEvidencePace');
      process.stderr.write(`@${JSON.stringify({ done, once, interval })}\n`);
    },
  };
}

/** Microseconds: of the clock, and of all threads of this process. */
function mark() {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now() * 1000, cpu: user + system };
}
