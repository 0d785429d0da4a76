import { basename } from 'node:path';
import type { RunPlan, RunWay } from '../../protocol/launch.js';

export interface WayItem {
  readonly way: RunWay;
  readonly label: string;
  readonly detail: string;
}

/** The ways in which a model can be run, the present one first, each in words. @param canRunFiles whether Node could run its file */
export function wayItems(current: RunPlan, all: readonly RunWay[], canRunFiles: boolean): WayItem[] {
  const ways: RunWay[] = [current.way, ...all, ...(canRunFiles ? (['other-file'] as const) : [])];
  return [...new Set(ways)].map((way) => ({ way, ...WORDS[way](current) }));
}

const WORDS: Readonly<Record<RunWay, (current: RunPlan) => Omit<WayItem, 'way'>>> = {
  file: () => ({
    label: 'Run this file',
    detail: 'Node runs the whole file, which trains the model on its own data.',
  }),
  'other-file': ({ way, entry }) => ({
    label: way === 'other-file' && entry ? `Run ${basename(entry)}` : 'Run another file…',
    detail: 'Node runs a file that imports this one and trains the model.',
  }),
  builder: () => ({
    label: 'Call the function that builds it',
    detail: 'Loads the file, calls its function or class, and trains the model on data that you pick.',
  }),
  slice: () => ({
    label: 'Run only its statements',
    detail: 'Runs only what the model depends on, without the page or packages, and trains on data that you pick.',
  }),
  keras: () => ({
    label: 'Read its Python',
    detail: 'Runs no Python: GradLens builds the same model in TensorFlow.js and trains it.',
  }),
};
