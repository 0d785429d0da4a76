import type { SourceModel } from '../../../protocol/source.js';
import type { SourceArgument } from '../../../protocol/sourceValue.js';
import { callArgument, fitArgument } from '../facts/training.js';
import type { SourceEdit, SourceFix } from '../sourceRule.js';
import { numpyName, tfjsNamespace } from './frameworkNames.js';

/** Brings inputs and targets into one other order where `fit` splits them itself: both by the same seed. */
export function shuffleBeforeSplit(model: SourceModel): SourceFix[] {
  const [fit, ...others] = model.fits;
  if (!fit || others.length > 0 || !callArgument(fit.arguments, 'validationSplit', [])) return [];
  // Weights of samples would have to be shuffled with them.
  if (fitArgument(model, fit, 'sampleWeight') !== null) return [];
  const [x, y] = [fitArgument(model, fit, 'x'), fitArgument(model, fit, 'y')];
  const ways = x?.path && y?.path ? shuffling(model) : null;
  if (!x || !y || !ways) return [];
  const replaced = (argument: SourceArgument): SourceEdit => ({
    span: argument.valueSpan,
    newText: ways.shuffled(argument.text),
  });
  return [{ title: 'Shuffle the samples before they are split', edits: [...ways.imports, replaced(x), replaced(y)] }];
}

interface Shuffling {
  readonly imports: readonly SourceEdit[];
  shuffled(text: string): string;
}

function shuffling(model: SourceModel): Shuffling | null {
  return model.framework === 'tfjs' ? inJavaScript(model) : inPython(model);
}

/** An order is that of random numbers: what tfjs shuffles by takes no seed. */
function inJavaScript(model: SourceModel): Shuffling | null {
  const tf = tfjsNamespace(model);
  if (tf === null) return null;
  const order = (rows: string) => `${tf}topk(${tf}randomUniform([${rows}], 0, 1, 'float32', 1), ${rows}).indices`;
  return { imports: [], shuffled: (text) => `${tf}gather(${text}, ${order(`${text}.shape[0]`)})` };
}

/** NumPy shuffles arrays, lists and frames alike. */
function inPython(model: SourceModel): Shuffling | null {
  const numpy = numpyName(model);
  return (
    numpy && {
      imports: numpy.imports,
      shuffled: (text) => `${numpy.text}.random.RandomState(0).permutation(${text})`,
    }
  );
}
