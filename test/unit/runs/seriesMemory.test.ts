import { describe, expect, it } from 'vitest';
import { histogramStream } from '../../../src/protocol/streams/histograms.js';
import { oneSample } from '../../../src/protocol/streams/stream.js';
import type { RecordedRun } from '../../../src/runs/live/recordedRun.js';
import { SeriesMemory } from '../../../src/runs/series/seriesMemory.js';
import type { RunState } from '../../../src/runs/types.js';
import { sampleFit, sampleRecords } from '../runFiles/sampleFit.js';
import { endedAs, newRun, TRAINS } from './newRun.js';

/** A run of two fits, one of them with a histogram, and the memory that all of it takes. */
function filled(state: RunState): { readonly run: RecordedRun; readonly bytes: number } {
  const run = newRun(state);
  for (const fit of [1, 2]) {
    run.addFit(sampleFit(fit, 2), 1 << 20);
    run.changeFit(fit, 'records', (each) => each.addRecords(sampleRecords(sampleFit(fit, 2), 0, 100)));
  }
  const counts = new Uint32Array(2 * 1000);
  run.changeFit(1, 'samples', (fit) => fit.addRecords(oneSample(histogramStream, 1, 0, counts)));
  const series = run.fits.reduce((sum, fit) => sum + fit.series.bytes, 0);
  expect(series).toBeGreaterThan(100 * 2);
  return { run, bytes: series + counts.byteLength };
}

const held = (...runs: readonly { readonly run: RecordedRun }[]) =>
  runs.map(({ run }) => run.fits.every((fit) => fit.hasSeries));

describe('the series of all runs', () => {
  const ended = () => filled(endedAs('completed'));

  it('are all held up to the limit, with what is sampled beside them', () => {
    const [one, two, three] = [ended(), ended(), ended()];
    let limit = 3 * one.bytes;
    const memory = new SeriesMemory(() => limit);
    for (const { run } of [one, two, three]) memory.use(run);
    expect(held(one, two, three)).toEqual([true, true, true]);
    limit--;
    memory.use(three.run);
    expect(held(one, two, three)).toEqual([false, true, true]);
    expect(one.run.fits.map(({ samples }) => samples.histograms.rows.length)).toEqual([0, 0]);
  });

  it('are given up by the run that was used longest ago, never by the one in use', () => {
    const [one, two, three] = [ended(), ended(), ended()];
    const memory = new SeriesMemory(() => 2 * one.bytes);
    memory.use(one.run);
    memory.use(two.run);
    memory.use(one.run);
    memory.use(three.run);
    expect(held(one, two, three)).toEqual([true, false, true]);
    const alone = new SeriesMemory(() => 1);
    alone.use(one.run);
    expect(held(one)).toEqual([true]);
  });

  it('stay with a run that trains, and with one that was removed', () => {
    const [removed, live, old, latest] = [ended(), filled(TRAINS), ended(), ended()];
    const memory = new SeriesMemory(() => 2 * live.bytes);
    memory.use(removed.run);
    memory.remove(removed.run);
    for (const { run } of [live, old, latest]) memory.use(run);
    expect(held(removed, live, old, latest)).toEqual([true, true, false, true]);
  });

  it('share the limit: a fit gets less the more fits its run has, a run read back half of it', () => {
    const memory = new SeriesMemory(() => 1000);
    expect([memory.shareAfter(0), memory.shareAfter(1), memory.shareAfter(6)]).toEqual([250, 200, 100]);
    expect(memory.runShare).toBe(500);
  });
});
