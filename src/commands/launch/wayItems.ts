import { basename } from 'node:path';
import type { LaunchPlan, RunWay } from '../../protocol/launch.js';

export interface WayItem {
  readonly way: RunWay;
  readonly label: string;
  readonly detail: string;
}

/** The ways in which a model can be run, the present one first, each in words. @param canRunFiles whether Node could run its file */
export function wayItems(current: LaunchPlan, all: readonly RunWay[], canRunFiles: boolean): WayItem[] {
  const ways: RunWay[] = [current.way, ...all, ...(canRunFiles ? (['other-file'] as const) : [])];
  return [...new Set(ways)].map((way) => ({ way, ...WORDS[way](current) }));
}

const WORDS: Readonly<Record<RunWay, (current: LaunchPlan) => Omit<WayItem, 'way'>>> = {
  file: () => ({
    label: 'Run this file',
    detail: 'Node runs the whole file; its own fit trains the model on its own data.',
  }),
  'other-file': ({ way, entry }) => ({
    label: way === 'other-file' && entry ? `Run ${basename(entry)}` : 'Run another file…',
    detail: 'Node runs a file that imports this one and trains the model.',
  }),
  builder: () => ({
    label: 'Call the function that builds it',
    detail: 'The file is loaded and its function or class called; trained on data that you pick.',
  }),
  slice: () => ({
    label: 'Run only its statements',
    detail: 'Only what the model depends on runs, without page or packages; on data that you pick.',
  }),
  keras: () => ({
    label: 'Read its Python',
    detail: 'No Python runs: GradLens makes the same model with TensorFlow.js and trains it.',
  }),
};
