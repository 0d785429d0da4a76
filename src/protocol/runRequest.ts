import type { BackendInfo } from './backend.js';
import type { DepthQuestion } from './depth/question.js';
import type { ModelSize } from './fit.js';
import type { KeptQuestion } from './keptModel.js';
import type { BuildTask, ProposedValue } from './launch.js';
import type { RunChoices, SweepRun } from './runFile.js';
import type { SourceModel } from './source.js';
import type { SourceNote } from './sourceNote.js';
import type { SourceText } from './sourceText.js';
import type { TrainerOptions, TrainerProblem } from './trainer.js';

/** What runs: all that the host knows of a run before its process starts. */
export interface RunRequest {
  /** Absolute path of the file that Node runs; with `build`, of the file that defines the model. */
  readonly file: string;
  /** Working directory of the user's code. */
  readonly cwd: string;
  /** Arguments of the user's code. */
  readonly args: readonly string[];
  /** Variables that the user's code gets beside those of the host. */
  readonly env: Readonly<Record<string, string>>;
  /** Flags of Node itself, such as `--max-old-space-size=8192`. */
  readonly nodeFlags: readonly string[];
  /** Texts that are run in place of what these files have on disk, to try an edit. */
  readonly sources: readonly SourceText[];
  /** The model whose Run was chosen, in the file that defines it; null where the whole file was meant. */
  readonly model: Pick<SourceModel, 'file' | 'name' | 'line'> | null;
  /** How large the models are that it may train, as far as the source says. */
  readonly sizes: readonly ModelSize[];
  /** The model that the trainer makes and fits itself; null where the file does. */
  readonly build: BuildTask | null;
  /** Name of the data that was chosen for it, such as `houses.csv`; null where it has its own, undefined where that is not known. */
  readonly dataName: string | null | undefined;
  /** Absolute paths of the files, or of the folder of images, of the data that `build` has, which are kept with the run; what the source reads by itself is not known. */
  readonly dataFiles: readonly string[];
  /** What was chosen for the model, to see whether that was edited since; null where it is not known. */
  readonly choices: RunChoices | null;
  /** What it does otherwise than the source says, as far as the plan knows. */
  readonly notes: readonly SourceNote[];
  /** Guesses that stand for values which the source leaves open. */
  readonly proposed: readonly ProposedValue[];
  /** Folder for the trained model. Without it a model that the trainer made is kept in the run's folder, and no other one. */
  readonly saveTo: string | null;
  /** Record only that model's fits (the command line's --model and --line); null records every fit in the file. */
  readonly only: TrainerOptions['only'];
  readonly epochs: number | null;
  /** What all its random numbers follow from (`protocol/seed`); null leaves them to chance. */
  readonly seed: number | null;
  /** The part of its training samples that each fit trains on, above 0 to 1; its validation is what it is with all. */
  readonly share: number;
  /** What is measured in place of training; null trains. */
  readonly depth: DepthQuestion | null;
  /** The sweep that it is a trial of; null of a run by itself. */
  readonly sweep: SweepRun | null;
  /** Asked of a kept model, in place of running the file; null runs it. */
  readonly asked: KeptQuestion | null;
  readonly backend: BackendInfo;
}

/** A run of a file as Node runs it by itself. */
export const PLAIN_RUN = {
  args: [],
  env: {},
  nodeFlags: [],
  sources: [],
  model: null,
  sizes: [],
  build: null,
  dataName: null,
  dataFiles: [],
  choices: null,
  notes: [],
  proposed: [],
  saveTo: null,
  only: null,
  epochs: null,
  seed: null,
  share: 1,
  depth: null,
  sweep: null,
  asked: null,
} as const satisfies Partial<RunRequest>;

/** The file that a run is known by: the one that defines the model whose Run was chosen, else the one that Node runs. */
export const modelFile = ({ file, model }: Pick<RunRequest, 'file' | 'model'>): string => model?.file ?? file;

/** Whether Python was read: none of the file's own code runs. */
export const isReadNotRun = ({ build }: Pick<RunRequest, 'build'>): boolean => build?.recipe.kind === 'keras';

/** Whether other data, which a person chooses, may be what helps against a problem of a run. */
export const mayChooseData = (
  { model, build }: Pick<RunRequest, 'model' | 'build'>,
  { kind }: Pick<TrainerProblem, 'kind'>,
): boolean => kind === 'data' && model !== null && Boolean(build?.data);
