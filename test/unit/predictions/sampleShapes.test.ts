import { expect, it } from 'vitest';
import type { Sequential } from '../../../src/tfjs/tfjs.js';
import { sampleShapes } from '../../../src/trainer/predictions/sampleShapes.js';
import { unitsWithSurface } from '../../../src/trainer/predictions/unitSurfaces.js';

const MEGABYTE = 1024 * 1024;

const traits = {
  kind: 'fit',
  loss: 'categoricalCrossentropy',
  isOwnLoop: false,
  ownCode: null,
} as const;

const model = {
  layers: [],
  weights: [],
  inputs: [{ shape: [null, 1024] }],
  outputs: [{ shape: [null, 10] }],
} as unknown as Sequential;

it('the inputs of all fits of a run take an eighth of its files at most, and those of one fit a 64th', () => {
  const inputsAfter = (bytesBefore: number, maxRunBytes: number) =>
    sampleShapes(model, { ...traits, bytesBefore }, [], { maxRunBytes, predictionSamples: 1000 }).samples?.inputs;
  // 4 KB a sample.
  expect(inputsAfter(0, 1024 * MEGABYTE)).toBe(976);
  expect(inputsAfter(0, 64 * MEGABYTE)).toBe(256);
  expect(inputsAfter(7.5 * MEGABYTE, 64 * MEGABYTE)).toBe(128);
  expect(inputsAfter(8 * MEGABYTE, 64 * MEGABYTE)).toBe(0);
  expect(inputsAfter(9 * MEGABYTE, 64 * MEGABYTE)).toBe(0);
});

it('a model of two inputs whose layers put out no rows of numbers has no units to draw', () => {
  expect(unitsWithSurface({ layers: [] }, [2])).toEqual({});
});
