import type { CompiledStep } from '../../../../src/protocol/trainer.js';
import { fixture } from '../../support/fixture.js';
import { runToEnd } from '../../support/trainerRun.js';
import { compiledFits } from './stepModes.js';

/** One random program after its run. */
export interface RanProgram {
  readonly seed: number;
  /** Its steps, for people. */
  readonly what: string;
  /** All numbers that it read, and its models' weights in the end. */
  readonly seen: unknown;
  readonly weights: unknown;
  readonly failed?: string;
}

export interface RanPrograms {
  readonly programs: readonly RanProgram[];
  readonly compiledFits: number;
}

/**
 * Runs the random programs of some seeds, all in one trainer.
 * @param scale of what they work on: a number near 1 shows how far rounding alone takes them apart
 */
export async function ranPrograms(
  seeds: readonly number[],
  compiledStep: CompiledStep,
  scale = 1,
): Promise<RanPrograms> {
  const project = { ...fixture('compiled', 'programs.mjs'), 'seeds.json': JSON.stringify({ seeds, scale }) };
  const unread = { histogramInterval: 0, activationInterval: 0, predictionSamples: 0 };
  const run = await runToEnd(project, { ...unread, backend: 'tfjs-node', compiledStep });
  const lines = run.stdout.split('\n').filter((line) => line.startsWith('{"seed"'));
  if (run.exit.code !== 0 || lines.length !== seeds.length)
    throw new Error(`The programs were not run.\n${run.stderr}`);
  return { programs: lines.map((line): RanProgram => JSON.parse(line)), compiledFits: compiledFits(run) };
}
