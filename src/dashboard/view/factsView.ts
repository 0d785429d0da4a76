import { isAccuracy } from '../../diagnosis/run/accuracy.js';
import { guessing } from '../../diagnosis/run/guessing.js';
import type { FactsView } from '../../protocol/dashboard/factsPart.js';
import type { FitSetup } from '../../protocol/fit.js';
import { formatCount, formatCounted, formatShare } from '../../protocol/numberText.js';
import { isOnRandomData } from '../../runs/judgement.js';
import { trainedSamples } from '../../runs/trainedSamples.js';
import type { Fit, Run } from '../../runs/types.js';

type Fact = FactsView['facts'][number];

/** What a fit goes through, in the order in which it is read, and where each of it is from. */
export function factsView(
  { problems, request }: Pick<Run, 'problems' | 'request'>,
  { summary, data }: Pick<Fit, 'summary' | 'data'>,
): FactsView {
  const { setup, epochs } = summary;
  const isNoise = isOnRandomData({ problems });
  const isChosen = setup?.epochsFrom === 'chosen' && setup.sourceEpochs !== epochs;
  const isOurs = request.build !== null || setup?.data != null;
  return {
    facts: [dataFact(setup, isNoise), ...(setup ? sampleFacts(setup) : []), epochsFact(summary)],
    noise: isNoise ? noiseText({ summary, data }) : null,
    sourceEpochs: isChosen && isOurs ? setup.sourceEpochs : null,
  };
}

function dataFact(setup: FitSetup | undefined, isNoise: boolean): Fact {
  if (isNoise) {
    return { text: 'Noise', title: 'Random numbers in the shapes of the model’s inputs and outputs, made by GradLens' };
  }
  const name = setup?.data ?? null;
  return name === null
    ? { text: 'The file’s own data', title: 'The data that the file itself makes or loads' }
    : { text: name, title: 'The data that was chosen for this model' };
}

function sampleFacts(setup: FitSetup): Fact[] {
  const text = trainedSamples(setup, (count) => formatCounted(count, 'sample'));
  const others = setup.allSamples === undefined ? '' : ': a sweep over the share of the data left out the others';
  const trained = text === null ? [] : [{ text, title: `Training samples in each epoch${others}` }];
  return [...trained, validationFact(setup.validation)];
}

function validationFact(samples: FitSetup['validation']): Fact {
  if (samples === 0) {
    const title = 'No samples are held out, so nothing shows how the model does on samples that it has not seen';
    return { text: 'no validation', title };
  }
  return {
    text: samples === null ? 'validation' : `${formatCount(samples)} for validation`,
    title: 'Samples that the model does not learn from: each epoch ends with loss and metrics on them',
  };
}

function epochsFact({ epochs, setup, metricsOver }: Fit['summary']): Fact {
  if (epochs === null) {
    return { text: 'its own training loop', title: 'The file’s own code decides how long it trains' };
  }
  const text = formatCounted(epochs, 'epoch');
  switch (setup?.epochsFrom) {
    case undefined:
      return { text, title: 'Epochs asked for' };
    case 'source':
      return { text, title: 'As the source says' };
    case 'gradlens':
      return { text: `${text} (GradLens’s default)`, title: 'Nothing that runs says how many' };
    case 'library': {
      const library = metricsOver === 'epoch' ? 'Keras' : 'TensorFlow.js';
      return { text: `${text} (${library}’s default)`, title: 'The fit does not say how many' };
    }
    case 'chosen': {
      const source = setup.sourceEpochs;
      const isOther = source !== null && source !== epochs;
      const said = isOther ? `; the source says ${formatCount(source)}` : '';
      return { text: `${text} (your choice${said})`, title: 'Chosen in .vscode/gradlens.json or on the command line' };
    }
  }
}

/** What the numbers of a fit on noise mean. */
function noiseText({ summary, data }: Pick<Fit, 'summary' | 'data'>): string {
  const { accuracy } = guessing({ summary, data });
  const isTold = accuracy !== null && summary.metrics.some(isAccuracy);
  return isTold
    ? `Noise has nothing to learn: accuracy above ${formatShare(accuracy)}, which guessing gets, is samples learned by heart.`
    : 'Noise has nothing to learn: a loss that falls is samples learned by heart.';
}
