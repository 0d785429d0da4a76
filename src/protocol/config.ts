import * as v from 'valibot';
import { Alert } from './alert.js';
import { DataSpec } from './data.js';

const Count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** How the trainer fits a model on data. */
const Training = v.strictObject({
  epochs: v.optional(v.pipe(Count, v.description('Number of epochs.'))),
  batchSize: v.optional(v.pipe(Count, v.description('Number of samples per batch.'))),
  validationSplit: v.optional(
    v.pipe(v.number(), v.minValue(0), v.maxValue(0.9), v.description('Share of the samples kept for validation.')),
  ),
});

const ModelChoices = v.strictObject({
  run: v.optional(
    v.pipe(
      v.picklist(['file', 'other-file', 'builder', 'slice', 'keras']),
      v.description(
        'How Run trains the model: run its file, run another file, call the function that builds it, run only the statements ' +
          'that it depends on, or read its Python.',
      ),
    ),
  ),
  entry: v.optional(
    v.pipe(
      v.string(),
      v.description('The file that trains the model, for "other-file". Relative to the workspace folder.'),
    ),
  ),
  arguments: v.optional(v.pipe(v.array(v.string()), v.description('Command-line arguments for the file that runs.'))),
  environment: v.optional(
    v.pipe(v.record(v.string(), v.string()), v.description('Environment variables for the run.')),
  ),
  envFile: v.optional(
    v.pipe(v.string(), v.description('A .env file with more environment variables. Relative to the workspace folder.')),
  ),
  cwd: v.optional(v.pipe(v.string(), v.description('Working directory. Relative to the workspace folder.'))),
  nodeFlags: v.optional(
    v.pipe(v.array(v.string()), v.description('Flags for Node itself, such as --max-old-space-size=8192.')),
  ),
  values: v.optional(
    v.pipe(
      v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.array(v.unknown())])),
      v.description('Values that the source leaves open, by name. A string is the text of an expression.'),
    ),
  ),
  data: v.optional(v.pipe(DataSpec, v.description('The data to train on.'))),
  accepted: v.optional(
    v.pipe(
      v.array(v.string()),
      v.description('What Run leaves out of the source, as listed when you chose to train anyway.'),
    ),
  ),
  training: v.optional(v.pipe(Training, v.description('How to train on that data.'))),
});

/** What `.vscode/gradlens.json` holds: how the models of a workspace folder are run. */
export const GradLensConfig = v.strictObject({
  $schema: v.optional(v.string()),
  alerts: v.optional(
    v.pipe(v.array(Alert), v.description('What you want to be told of a training beside what GradLens finds itself.')),
  ),
  models: v.optional(
    v.pipe(
      v.record(v.string(), ModelChoices),
      v.description('Choices by model: "path/to/file.ts#name", followed by "#2" for the second model of that name.'),
    ),
  ),
});

export type ModelChoices = v.InferOutput<typeof ModelChoices>;
export type GradLensConfig = v.InferOutput<typeof GradLensConfig>;

/** Relative to the workspace folder. */
export const CONFIG_PATH = '.vscode/gradlens.json';

export const MODEL_SETTINGS: readonly string[] = Object.keys(ModelChoices.entries);
