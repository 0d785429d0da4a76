// What the samples of a soak come to, and whether the limits were kept.

/** Event-loop delay that a person would notice, ms. */
const DELAY_LIMIT_MS = 50;
/** Growth of memory from the first to the last third of the soak that still counts as flat. */
const MEMORY_GROWTH_LIMIT = 0.1;
/** Loss of frames from the first to the last third that still counts as flat. */
const FRAME_LOSS_LIMIT = 0.1;

/**
 * @typedef {{ at: number, p50: number, p99: number, p999: number, max: number, ticks: number, rss: number, heapUsed: number, arrayBuffers: number }} Sample
 * @typedef {{ samples: Sample[], frames: number[], handler: number, status: string }} Measured
 */

/** Sums up; delays in ms, memory in MB, frames a second. */
export function report(/** @type {Measured} */ { samples, frames, handler, status }) {
  if (samples.length < 3) throw new Error(`only ${samples.length} periods were measured; the soak was too short`);
  const megabytes = (/** @type {(sample: Sample) => number} */ of) =>
    samples.map((sample) => Math.round(of(sample) / 1e6));
  return {
    lens: status,
    delay: {
      p50: median(samples.map(({ p50 }) => p50)),
      p99: Math.max(...samples.map(({ p99 }) => p99)),
      p999: Math.max(...samples.map(({ p999 }) => p999)),
      max: Math.max(...samples.map(({ max }) => max)),
    },
    handler,
    memory: { rss: thirds(megabytes(({ rss }) => rss)), heapUsed: thirds(megabytes(({ heapUsed }) => heapUsed)) },
    frames: thirds(frames.map((rate) => Math.round(rate * 10) / 10)),
  };
}

/** One line a limit. */
export function verdict(/** @type {ReturnType<typeof report>} */ { delay, handler, memory, frames }) {
  const growth = memory.rss.last / memory.rss.first - 1;
  const loss = 1 - frames.last / frames.first;
  return [
    line(
      delay.p999 < DELAY_LIMIT_MS,
      `event-loop delay p99.9 ${delay.p999.toFixed(1)} ms in the worst 10 s (limit ${DELAY_LIMIT_MS})`,
    ),
    line(
      handler < DELAY_LIMIT_MS,
      `longest handler of ours ${handler.toFixed(1)} ms in a profile of the host (limit ${DELAY_LIMIT_MS})`,
    ),
    { kept: true, text: `longest stall of the host, whoever's it is: ${delay.max.toFixed(1)} ms` },
    line(
      growth < MEMORY_GROWTH_LIMIT,
      `memory of the host ${memory.rss.first} to ${memory.rss.last} MB (${percent(growth)})`,
    ),
    line(loss < FRAME_LOSS_LIMIT, `frames a second ${frames.first} to ${frames.last} (${percent(-loss)})`),
  ];
}

const line = (/** @type {boolean} */ kept, /** @type {string} */ text) => ({
  kept,
  text: `${kept ? 'kept' : 'MISSED'}: ${text}`,
});

const percent = (/** @type {number} */ share) => `${share >= 0 ? '+' : ''}${(share * 100).toFixed(0)} %`;

/** Medians of the first and the last third: a drift shows, a single garbage collection does not. */
function thirds(/** @type {number[]} */ values) {
  const size = Math.max(1, Math.floor(values.length / 3));
  return {
    first: median(values.slice(0, size)),
    last: median(values.slice(-size)),
    min: Math.min(...values),
    max: Math.max(...values),
  };
}

function median(/** @type {number[]} */ values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
