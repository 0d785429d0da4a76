// Who is measured, and how each is started.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { reasonOf } from '../reason.mjs';
import { openFloor } from './floor.mjs';
import { openGradLens } from './gradlens.mjs';
import { openPython } from './python.mjs';
import { openTfjsBare } from './tfjsBare.mjs';

/**
 * @typedef {{ folder: string, store: string, tfjsNode: string, tfjsVersion: string, gradlens: string }} Context
 *   `folder` is for files of the bench, `store` is GradLens's, `tfjsNode` the package in it, `gradlens` the bundled host code
 * @typedef {import('../epochWindow.mjs').Turn & { takeOverMs: number }} Turn `takeOverMs`: the warm-up of a GradLens run
 * @typedef {{ epochs: number, ms: number, steps?: number, loss: number | null, peakMemory: number, hostStall?: number, hostMemory?: number,
 *   mode?: string, reason?: string | null, firstCompiled?: number | null, bytes?: { records: number, all: number } }} Figures memory in bytes;
 *   `firstCompiled`: ms from the fit's start to the end of its first compiled step; `bytes` of a run's files, by batch and variable
 * @typedef {{ turn: (net: import('../nets.mjs').Net, turn: Turn) => Promise<Figures>, close: () => Promise<void>, versions?: string }} Contestant
 * @typedef {{ id: string, title: string, quick?: boolean, oneThread?: boolean, open: (context: Context) => Contestant | Promise<Contestant> }} Entry
 */

const ONE_THREAD = { TF_NUM_INTRAOP_THREADS: '1' };

/** @type {Entry[]} */
export const ENTRIES = [
  { id: 'gradlens', title: 'GradLens, everything on', quick: true, open: (context) => openGradLens(context, {}) },
  {
    id: 'gradlensWithout',
    title: 'GradLens, compiled without statistics',
    quick: true,
    open: (context) => openGradLens(context, { statistics: false, histogramInterval: 0, activationInterval: 0 }),
  },
  { id: 'gradlensEager', title: 'GradLens, eager', open: (context) => openGradLens(context, { compiledStep: 'off' }) },
  {
    id: 'tfjs',
    title: 'tfjs-node, bare',
    quick: true,
    open: (context) => openTfjsBare(context, { module: tfjsModule(context) }),
  },
  { id: 'keras2', title: 'Keras 2.15, bare', quick: true, open: () => openPython('keras2', 'keras_worker.py', 'bare') },
  {
    id: 'keras2Board',
    title: 'Keras 2.15 with TensorBoard',
    open: () => openPython('keras2', 'keras_worker.py', 'tensorboard'),
  },
  { id: 'keras3', title: 'Keras 3, bare', open: () => openPython('keras3', 'keras_worker.py', 'bare') },
  {
    id: 'keras3Board',
    title: 'Keras 3 with TensorBoard',
    open: () => openPython('keras3', 'keras_worker.py', 'tensorboard'),
  },
  {
    id: 'torch',
    title: 'PyTorch eager, bare',
    quick: true,
    open: () => openPython('torch', 'torch_worker.py', 'bare'),
  },
  {
    id: 'torchNorms',
    title: 'PyTorch eager with gradient norms',
    open: () => openPython('torch', 'torch_worker.py', 'norms'),
  },
  { id: 'torchCompiled', title: 'torch.compile', open: () => openPython('torch', 'torch_worker.py', 'compiled') },
  { id: 'floor', title: 'floor', quick: true, open: (context) => openFloor(context) },
  {
    id: 'floorOne',
    oneThread: true,
    title: 'floor, one thread',
    quick: true,
    open: (context) => openFloor(context, ONE_THREAD),
  },
  {
    id: 'keras2One',
    oneThread: true,
    title: 'Keras 2.15, bare, one thread',
    open: () => openPython('keras2', 'keras_worker.py', 'bare', ONE_THREAD),
  },
  {
    id: 'torchOne',
    oneThread: true,
    title: 'PyTorch eager, bare, one thread',
    open: () => openPython('torch', 'torch_worker.py', 'bare', { OMP_NUM_THREADS: '1' }),
  },
];

/** The file of GradLens's own tfjs-node. */
export const tfjsModule = (/** @type {Context} */ { tfjsNode }) =>
  createRequire(join(dirname(tfjsNode), 'x')).resolve(tfjsNode);

/**
 * Starts those that can be; one that cannot is left out with its reason.
 * @param {Entry[]} entries @param {Context} context
 */
export async function openAll(entries, context) {
  /** @type {Map<string, Contestant>} */
  const open = new Map();
  /** @type {Record<string, string>} */
  const skipped = {};
  for (const { id, open: start } of entries) {
    try {
      open.set(id, await start(context));
    } catch (error) {
      skipped[id] = reasonOf(error);
    }
  }
  return { open, skipped };
}
