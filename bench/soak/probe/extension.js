// Measures the extension host that it shares with GradLens: event-loop delay and memory, one JSON line a period.
const { appendFileSync } = require('node:fs');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { profileWhenWanted } = require('./profile.js');

const NANOSECONDS_A_MILLISECOND = 1e6;
const RESOLUTION_MS = 5;

exports.activate = (context) => {
  const file = process.env.GRADLENS_SOAK_FILE;
  if (!file) return;
  const period = Number(process.env.GRADLENS_SOAK_PERIOD_MS ?? 10_000);
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const timer = setInterval(() => {
    const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
    // The monitor counts the whole interval between two of its ticks; what exceeds its own resolution is delay.
    const late = (nanoseconds) => Math.max(0, nanoseconds / NANOSECONDS_A_MILLISECOND - RESOLUTION_MS);
    const sample = {
      at: Date.now(),
      p50: late(delay.percentile(50)),
      p99: late(delay.percentile(99)),
      p999: late(delay.percentile(99.9)),
      max: late(delay.max),
      ticks: delay.count,
      rss,
      heapUsed,
      arrayBuffers,
    };
    delay.reset();
    appendFileSync(file, `${JSON.stringify(sample)}\n`);
  }, period);
  const profile = process.env.GRADLENS_SOAK_PROFILE;
  const stop = new AbortController();
  if (profile) profileWhenWanted(profile, period, stop.signal).catch(() => {});
  context.subscriptions.push({
    dispose() {
      stop.abort();
      clearInterval(timer);
      delay.disable();
    },
  });
};
