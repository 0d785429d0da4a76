import { formatNumber } from '../../../protocol/numberText.js';
import type { SourceModel } from '../../../protocol/source.js';
import type { SourceCall, SourceOrigins } from '../../../protocol/sourceValue.js';
import { OUT_OF_SCALE } from '../../ideas.js';
import { STANDARDIZE, takesAnyScale, WHY_SCALE } from '../../inputScaling.js';
import { inputsOf, rangeOf } from '../facts/givenNumbers.js';
import { inputShape } from '../facts/inputWidth.js';
import { knownData, originsOf } from '../facts/knownData.js';
import { entryOf } from '../facts/layerArgument.js';
import { lastPart } from '../facts/names.js';
import { descends, fitArgument, optimizersOf } from '../facts/training.js';
import { divideBytes, normalizeInputs } from '../remedies/scaledInputs.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Numbers as large are far from those that start weights and learning rates are made for. UMLAUT; AutoTrainer; DeepDiagnosis. */
const FAR = 30;
/** Greatest value of a picture's pixels as files have them. */
const PIXEL = 255;
/** Numbers of a sample that pictures have: 28 x 28 of MNIST, 32 x 32 x 3 of CIFAR. */
const PICTURE_SIZES: ReadonlySet<number> = new Set([784, 1024, 3072]);

/** What reads data from a file as they are there. */
const READS = /^(?:read_csv|read_table|read_excel|loadtxt|genfromtxt|load|imread|imdecode|img_to_array)$/;
/** Of these, what reads back what some program has saved, which may have scaled it before; Matplotlib gives 0 to 1 of a PNG file. */
const MAY_SCALE = /(?:^|\.)load$|^matplotlib\./;
/** What leaves numbers as they are: it moves, chooses, or only looks at them, or makes others of words. */
const LEAVES =
  /^(?:reshape|astype|array|asarray|train_test_split|head|tail|sample|reset_index|drop|dropna|fillna|to_numpy|as_matrix|flatten|ravel|concatenate|vstack|hstack|stack|append|expand_dims|squeeze|transpose|copy|shuffle|sort|split|len|range|list|print|glob|arange|randint|uniform|int|float|str|DataFrame|Series|iloc|loc|values|unique|nunique|tolist|LabelEncoder|get_dummies|load_data|load_img|listdir|join|endswith|startswith|sorted|enumerate|zip|tqdm)$/;

/** Inputs that come to the first weights in a scale for which these are not made: nothing on their way divides or normalizes them. */
export const unscaledInputs: SourceRule = {
  id: 'unscaled-inputs',
  find(model) {
    const [fit] = model.fits;
    const first = model.layers.find(
      (layer) => entryOf(layer)?.kind !== 'input' && entryOf(layer)?.kind !== 'reshaping',
    );
    const kind = first && entryOf(first)?.kind;
    const inputs = fit && fitArgument(model, fit, 'x');
    if (!kind || takesAnyScale(kind) || !inputs) return [];
    const said = ofNumbers(model) ?? ofOrigins(model);
    return said ? [{ span: inputs.valueSpan, category: 'preprocessing', ...said }] : [];
  },
  lesson({ evidence: { least, greatest } = {} }) {
    const range =
      greatest === undefined
        ? 'What these inputs range over only the file tells: columns such as years (about 2,000) beside shares (0 to 1) are usual.'
        : `These inputs go ${least === undefined ? 'up' : `from ${formatNumber(least)}`} to ${formatNumber(greatest)}, where about 1 is what the start weights expect.`;
    return [
      OUT_OF_SCALE,
      `${range} ${greatest === PIXEL ? 'Divided by 255, they lie between 0 and 1.' : 'With the mean of each column subtracted, and divided by how far its numbers usually are from it, most of them lie between -2 and 2.'}`,
    ];
  },
};

type Said = Omit<SourceFinding, 'span' | 'category'>;

function ofNumbers(model: SourceModel): Said | null {
  const range = rangeOf(inputsOf(model));
  return range && ofRange(model, range, 'The inputs');
}

/** Fixes are in the model itself, so that predictions are made of the same numbers. */
const scaling = (model: SourceModel, areBytes: boolean): Pick<Said, 'why' | 'help' | 'fixes'> => ({
  why: WHY_SCALE,
  ...(areBytes
    ? { help: 'Divide them by 255.', fixes: divideBytes(model) }
    : { help: STANDARDIZE, fixes: normalizeInputs(model) }),
});

function ofRange(model: SourceModel, [least, greatest]: readonly [number, number], what: string): Said | null {
  if (!(Math.max(-least, greatest) > FAR)) return null;
  return {
    severity: 'warning',
    message: `${what} go from ${formatNumber(least)} to ${formatNumber(greatest)}, and nothing scales them.`,
    ...scaling(model, least === 0 && greatest === PIXEL),
    evidence: { least, greatest, threshold: FAR },
  };
}

function ofOrigins(model: SourceModel): Said | null {
  const origins = originsOf(model, 'inputs');
  if (!origins || origins.hasArithmetic || !origins.calls.every(leaves)) return null;
  const known = knownData(origins);
  if (known) return known.range && ofRange(model, known.range, `The inputs of ${known.title}`);
  const made = madeRange(origins);
  if (made) return ofRange(model, made, 'The inputs');
  const reads = origins.calls.filter(({ callee }) => READS.test(lastPart(callee)));
  if (reads.length === 0) return null;
  const isSaved = reads.some(({ callee }) => MAY_SCALE.test(callee));
  const isPicture = takesPictures(model);
  const grows = optimizersOf(model).some(descends);
  return {
    // Steps of plain gradient descent grow with the inputs themselves; others scale them.
    severity: !isSaved && (isPicture || grows) ? 'warning' : 'hint',
    message: isPicture
      ? `The inputs are pictures from a file, and nothing here divides their pixels by ${PIXEL}.`
      : 'The inputs come straight from a file, and nothing here scales them.',
    ...scaling(model, isPicture),
    ...(isPicture ? { evidence: { greatest: PIXEL, threshold: FAR } } : {}),
  };
}

const leaves = (call: SourceCall): boolean =>
  READS.test(lastPart(call.callee)) || LEAVES.test(lastPart(call.callee)) || /Encoder/.test(call.callee);

/** The range of `np.arange(-100, 100, 0.5)` and of `np.random.randint(50, 2000, n)`. */
function madeRange({ calls }: SourceOrigins): readonly [number, number] | null {
  const makers = calls.filter(({ callee }) => /^(?:arange|linspace|randint|uniform)$/.test(lastPart(callee)));
  const [maker] = makers;
  if (makers.length !== 1 || !maker) return null;
  const given = maker.arguments.list.filter(({ name }) => name === null || /^(?:low|high|start|stop)$/.test(name));
  const numbers = given.slice(0, 2).map(({ value }) => value);
  const [least, greatest] = numbers.length === 1 ? [0, numbers[0]] : numbers;
  return typeof least === 'number' && typeof greatest === 'number' ? [least, greatest] : null;
}

function takesPictures(model: SourceModel): boolean {
  const shape = inputShape(model);
  if (!shape) return false;
  const size = shape.reduce((product, length) => product * length, 1);
  const channels = shape.at(-1);
  return shape.length === 3 ? channels === 1 || channels === 3 : PICTURE_SIZES.has(size);
}
