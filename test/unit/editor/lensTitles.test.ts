import { describe, expect, it } from 'vitest';
import { batchLens, statusLens } from '../../../src/editor/lenses/lensTitles.js';

describe('statusLens', () => {
  it('is the status alone, and does nothing, while what ran is what is there', () => {
    expect(statusLens('Learns: loss 0.04', [], false)).toMatchObject({ title: 'Learns: loss 0.04', command: null });
  });

  it('says first that the code was edited since, in which files, and runs it; what still trains is left alone', () => {
    const { title, tooltip, command } = statusLens('Learns', ['/w/net.js', '/w/data/spirals.js'], false);
    expect(title).toBe('edited since, Run · Learns');
    expect(tooltip).toContain('net.js, spirals.js');
    expect(command).toBe('run');
    expect(statusLens('epoch 3/20', ['/w/net.js'], true)).toMatchObject({
      title: 'edited since · epoch 3/20',
      command: null,
    });
  });
});

describe('batchLens', () => {
  it('says which batch is shown of how many, and that a click goes back to the latest', () => {
    expect(batchLens({ around: [119, 119], of: 2400, epoch: 3 }, false)).toMatchObject({
      title: 'batch 120 of 2,400, epoch 4 · Live',
      command: 'showLive',
    });
    const steps = { around: [96, 127], of: 24_000, epoch: null } as const;
    expect(batchLens(steps, true).title).toBe('mean of batches 97–128 of 24,000 · Latest');
  });
});
