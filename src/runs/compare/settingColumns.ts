import { backendName } from '../../protocol/backend.js';
import type { FitSummary } from '../../protocol/fit.js';
import { layerLabel } from '../../protocol/layerLabel.js';
import { formatCount, formatRound } from '../../protocol/numberText.js';
import { isOnRandomData } from '../judgement.js';
import { trainedSamples } from '../trainedSamples.js';
import { type ColumnOf, type ComparedValue, known, unknown } from './comparedValue.js';

const NO_FIT = 'The run has recorded no fit';
const OWN_LOOP = 'Its own training loop decides that, and GradLens does not see it';
const OLDER = 'The run was recorded by a version of GradLens that did not write it down';

const ofFit =
  (read: (summary: FitSummary) => ComparedValue): ColumnOf['read'] =>
  ({ fit }) =>
    fit ? read(fit.summary) : unknown(NO_FIT);

/** What a run was given, in the order in which people ask for it. */
export const SETTING_COLUMNS: readonly ColumnOf[] = [
  {
    name: 'optimizer',
    label: 'Optimizer',
    help: 'What turns gradients into changes of the weights',
    read: ofFit(({ optimizer }) => known(optimizer)),
  },
  {
    name: 'learningRate',
    label: 'Learning rate',
    help: 'How far each batch moves the weights, as the optimizer had it when the fit began',
    read: ofFit(({ learningRate }) =>
      learningRate === null
        ? unknown('The optimizer does not tell its learning rate')
        : known(learningRate, formatRound(learningRate)),
    ),
  },
  {
    name: 'units',
    label: 'Units',
    help: 'How many values each layer with weights puts out, from the first to the last',
    read: ofFit(({ layers }) =>
      ofLayers(
        layers,
        weighted(layers).map(({ outputShape }) => String(outputShape.at(-1) ?? '?')),
      ),
    ),
  },
  {
    name: 'activations',
    label: 'Activations',
    help: "Each layer's activation function, from the first to the last",
    read: ofFit(({ layers }) =>
      ofLayers(
        layers,
        layers.flatMap(({ activation }) => activation ?? []),
      ),
    ),
  },
  {
    name: 'loss',
    label: 'Loss function',
    help: 'What training makes small; the losses of runs with different ones are no measure for each other',
    read: ofFit(({ loss }) => known(loss)),
  },
  {
    name: 'epochs',
    label: 'Epochs',
    help: 'How often the fit was asked to go through the data',
    read: ofFit(({ epochs, setup }) =>
      epochs === null
        ? unknown(OWN_LOOP)
        : known(epochs, formatCount(epochs), setup ? EPOCHS_FROM[setup.epochsFrom] : null),
    ),
  },
  {
    name: 'batchSize',
    label: 'Batch size',
    help: 'Samples that each step of the optimizer learns from',
    read: ofFit(({ batchSize }) => (batchSize === null ? unknown(OWN_LOOP) : known(batchSize, formatCount(batchSize)))),
  },
  {
    name: 'seed',
    label: 'Seed',
    help: 'What all random numbers of the run follow from; without one no two runs are the same',
    read: ({ run: { request } }) => (request.seed === null ? known('none') : known(request.seed)),
  },
  {
    name: 'backend',
    label: 'Backend',
    help: 'What computed the training',
    read: ({ run: { request } }) =>
      known(
        `${backendName(request.backend)} ${request.backend.version}`.trim(),
        undefined,
        request.backend.path || null,
      ),
  },
  {
    name: 'data',
    label: 'Data',
    help: 'What the run was trained on',
    read: ({ run, fit }) => {
      if (isOnRandomData(run))
        return known('noise', undefined, 'Random numbers in the shapes of the model’s inputs and outputs');
      if (!fit) return unknown(NO_FIT);
      const { setup, kind } = fit.summary;
      if (!setup && kind !== 'steps') return unknown(OLDER);
      return setup?.data == null
        ? known('the file’s own', undefined, 'The data that the file itself makes or loads')
        : known(setup.data);
    },
  },
  {
    name: 'samples',
    label: 'Samples',
    help: 'Training samples in each epoch',
    read: ofSetup(({ samples }) => samples, trainedSamples),
  },
  {
    name: 'validation',
    label: 'Validation samples',
    help: 'Samples that the model does not learn from',
    read: ofSetup(({ validation }) => validation),
  },
];

const EPOCHS_FROM: Readonly<Record<NonNullable<FitSummary['setup']>['epochsFrom'], string>> = {
  chosen: 'Chosen in .vscode/gradlens.json or on the command line',
  source: 'As the source says',
  library: 'The library’s default',
  gradlens: 'GradLens’s default',
};

type Setup = NonNullable<FitSummary['setup']>;

/** @param textOf null for the number alone */
function ofSetup(
  read: (setup: Setup) => number | null,
  textOf: (setup: Setup) => string | null = () => null,
): ColumnOf['read'] {
  return ofFit(({ setup, kind }) => {
    if (!setup) return unknown(kind === 'steps' ? OWN_LOOP : OLDER);
    const count = read(setup);
    return count === null
      ? unknown('Only reading all of the data would tell')
      : known(count, textOf(setup) ?? formatCount(count));
  });
}

const weighted = (layers: FitSummary['layers']) => layers.filter(({ params }) => params > 0);

function ofLayers(layers: FitSummary['layers'], values: readonly string[]): ComparedValue {
  const labels = layers.map((_, index) => layerLabel(layers, index)).join('\n');
  return values.length === 0 ? known('none', undefined, labels) : known(repeated(values), undefined, labels);
}

/** `19× 16, 3` for nineteen times 16 and then 3. */
function repeated(values: readonly string[]): string {
  const groups: { value: string; times: number }[] = [];
  for (const value of values) {
    const last = groups.at(-1);
    if (last?.value === value) last.times += 1;
    else groups.push({ value, times: 1 });
  }
  return groups.map(({ value, times }) => (times === 1 ? value : `${times}× ${value}`)).join(', ');
}
