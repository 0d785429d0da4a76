import type { FitSummary } from '../../../src/protocol/fit.js';
import { activationStream } from '../../../src/protocol/streams/activations.js';
import { histogramStream } from '../../../src/protocol/streams/histograms.js';
import {
  predictionStream,
  sampleStream,
  surfaceStream,
  unitStream,
} from '../../../src/protocol/streams/predictions.js';
import { rankStream } from '../../../src/protocol/streams/ranks.js';
import { oneSample } from '../../../src/protocol/streams/stream.js';
import type { TrainerOptions } from '../../../src/protocol/trainer.js';
import { Link } from '../../../src/trainer/link/link.js';
import { shortOutputs } from '../runFiles/outputValues.js';
import { sampleFit, sampleRecords } from '../runFiles/sampleFit.js';

/** A trainer's main thread without tfjs: a process whose link is the real one, and which does one of these. */
const [scenario = '', optionsJson = '{}', rowsText = '0'] = process.argv.slice(2);
const link = Link.start(JSON.parse(optionsJson) as TrainerOptions);
const rows = Number(rowsText);

function startFit(summary: FitSummary): (step: number) => void {
  const writer = link.startFit(summary);
  return (step) => {
    const { epoch, time, loss, metrics, statistics } = sampleRecords(summary, step, 1);
    writer.write(step, epoch[0] ?? 0, time[0] ?? 0, loss[0] ?? 0, metrics, statistics);
  };
}

function finish(outcome: 'completed' | 'stopped', batches: number): void {
  link.fitEnded({ fit: 1, outcome, epochs: Math.floor(batches / 10), batches, seconds: 1 });
  link.end({ outcome, exitCode: 0 });
}

const block = (): never => {
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

const scenarios: Record<string, () => void | Promise<void>> = {
  /** As fast as it goes, without one turn of the event loop. */
  train() {
    const write = startFit(sampleFit());
    for (let step = 0; step < rows; step++) {
      write(step);
      if (step % 10 === 9)
        link.epochEnded({ fit: 1, epoch: (step - 9) / 10, step: step + 1, logs: { loss: Number.NaN } });
      if (step === 25) link.stepMode({ fit: 1, step: 26, mode: 'compiled', reason: null });
      if (step % 100 !== 50) continue;
      link.records(oneSample(histogramStream, 1, step, new Uint32Array(3 * 121).fill(step)));
      link.records(oneSample(activationStream, 1, step, shortOutputs([[0.5, Number.NaN, step, 1]])));
      link.records(oneSample(sampleStream, 1, step, Float32Array.of(step, 2 * step)));
      link.records(oneSample(predictionStream, 1, step, Float32Array.of(step)));
      link.records(oneSample(surfaceStream, 1, step, Float32Array.of(0, 1, step, step + 1)));
      link.records(oneSample(unitStream, 1, step, Float32Array.of(0, 1, step, step + 2)));
      link.records(oneSample(rankStream, 1, step, Float32Array.of(step / 2, step)));
    }
    finish('completed', rows);
  },
  /** Two fits at once, as a GAN has them. */
  twoFits() {
    const first = startFit(sampleFit(1));
    const second = startFit(sampleFit(2, 1, []));
    for (let step = 0; step < rows; step++) {
      first(step);
      second(step);
    }
    link.fitEnded({ fit: 2, outcome: 'completed', epochs: 0, batches: rows, seconds: 1 });
    finish('completed', rows);
  },
  /** Writes rows, then never lets go of the thread. */
  hang() {
    const write = startFit(sampleFit());
    for (let step = 0; step < rows; step++) write(step);
    block();
  },
  untilStop() {
    const write = startFit(sampleFit());
    let step = 0;
    while (!link.control.stopRequested) {
      write(step++);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
      link.control.blockWhilePaused();
    }
    link.stopSeen();
    finish('stopped', step);
  },
  /** Waits for pause, says so, and waits for its end with an event loop that has nothing else to do. */
  async pause() {
    startFit(sampleFit());
    while (!link.control.pauseRequested) await new Promise((resolve) => setTimeout(resolve, 5));
    link.phase('paused');
    await link.control.whenResumed();
    link.phase('training');
    finish(link.control.stopRequested ? 'stopped' : 'completed', 0);
  },
  /** Hears of Stop by event. */
  listen() {
    const alive = setInterval(() => {}, 1000);
    startFit(sampleFit());
    link.onStop(() => {
      clearInterval(alive);
      finish('stopped', 0);
    });
  },
  /** Fails with an error whose text is longer than a message to the host may be. */
  longProblem() {
    const text = 'x'.repeat(80 * 1024 * 1024);
    const place = { file: 'nowhere.js', line: 1, column: 1 };
    const problem = { kind: 'user-code', severity: 'error', message: text, stack: `${text}\n    at frame` } as const;
    link.problem({ ...problem, location: null });
    link.problemAtCall({ ...problem, location: place });
    link.end({ outcome: 'failed', exitCode: 1 });
  },
  /** Ends without a word to the link: it must not keep the process. */
  nothing() {
    process.stdout.write('done');
  },
};

await scenarios[scenario]?.();
