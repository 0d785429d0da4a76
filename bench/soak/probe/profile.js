// Records one CPU profile of the extension host, when asked for by a file.
const { existsSync, writeFileSync } = require('node:fs');
const { Session } = require('node:inspector/promises');
const { setTimeout: sleep } = require('node:timers/promises');

const SAMPLING_MICROSECONDS = 1000;

/** Waits for `FILE.wanted`, profiles for `milliseconds` and writes FILE. */
exports.profileWhenWanted = async (file, milliseconds, signal) => {
  while (!existsSync(`${file}.wanted`)) await sleep(500, undefined, { signal });
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLING_MICROSECONDS });
    await session.post('Profiler.start');
    await sleep(milliseconds, undefined, { signal });
    const { profile } = await session.post('Profiler.stop');
    writeFileSync(file, JSON.stringify(profile));
  } finally {
    session.disconnect();
  }
};
