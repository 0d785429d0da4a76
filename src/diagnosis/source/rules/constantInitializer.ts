import { formatRound } from '../../../protocol/numberText.js';
import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import type { SourceArgument } from '../../../protocol/sourceValue.js';
import { Edits } from '../edits.js';
import { activationOf } from '../facts/activation.js';
import { inputWidth } from '../facts/inputWidth.js';
import { entryOf, isWeighted, layerArgument, numberOf } from '../facts/layerArgument.js';
import { layerAt, layerWords, unitsOf, unitsWords } from '../facts/layerWords.js';
import { modelOutput } from '../facts/modelOutput.js';
import { camelCase, inStyle, lastPart } from '../facts/names.js';
import { callArgument } from '../facts/training.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

const CONSTANT = /^(?:zeros?|ones?|constant)$/;
/** Standard deviations, or bounds, of weights from which on the sums of a layer with many inputs saturate it or explode. */
const LARGE_SPREAD = 1;
/** Bound of Keras's `uniform` and deviation of its `normal`, whatever the layer's size. */
const FIXED_SPREAD = 0.05;
/** Share of Glorot's bound below which weights start so small that all units put out about the same. */
const SMALL_SHARE = 0.1;
/** A spread as large is no matter for fewer inputs. */
const FEWEST_UNITS = 8;

/** Weights of a hidden layer that start alike, so that all its units are one unit, or that start too large. NeuraLint, rule 4. */
export const constantInitializer: SourceRule = {
  id: 'constant-initializer',
  find(model) {
    const output = modelOutput(model);
    return model.layers.flatMap((layer) => {
      const argument = layer === output?.layer ? null : layerArgument(layer, 'kernelInitializer');
      return argument ? findingFor(model, layer, argument) : [];
    });
  },
  lesson({ span, evidence: { spread } = {} }, model) {
    const layer = layerAt(model, span);
    if (spread === FIXED_SPREAD) {
      return [
        'A unit multiplies its inputs by weights and adds up. Weights that are small for the number of inputs make sums near 0, so what tells one sample from another is lost on the way, and what the weights are told to change is small as well. The default initializers start the larger, the fewer inputs there are, so that sums keep their size from layer to layer.',
        `The weights of ${layerWords(model, layer)} start as small as ${spread}, however many inputs there are; a default would start at least ${formatRound(1 / SMALL_SHARE)} times as large here. Several layers like it in a row make a signal smaller each time.`,
      ];
    }
    if (spread !== undefined) {
      return [
        'A unit multiplies its inputs by weights and adds up. More inputs or larger weights make larger sums: with 100 inputs of about 1 they are some ten times the weights. Large sums take a sigmoid or tanh to where it is flat, and without such an end they grow from layer to layer. The default initializers start the smaller, the more inputs there are.',
        `The weights of ${layerWords(model, layer)} start as large as ${spread}, so with 100 inputs of about 1 sums reach ${formatRound(10 * spread)} or so. A default would start at about 0.1, and sums at about 1.`,
      ];
    }
    return [
      'The units of a layer become different from each other because their weights start different. Where all start the same, all compute the same, and are told to change in the same direction. They stay near copies of one unit, and the layer can do no more than that one. Random weights are what sets them apart.',
      `In ${layerWords(model, layer)}, ${unitsWords(unitsOf(layer))} start out as one and the same. The memory and time of all the others are spent on the same answer.`,
    ];
  },
};

function findingFor(model: SourceModel, layer: SourceLayer, argument: SourceArgument): SourceFinding[] {
  const text = typeof argument.value === 'string' ? argument.value : (argument.call?.callee ?? argument.path ?? '');
  const name = camelCase(lastPart(text));
  const isRelu = activationOf(layer)?.name === 'relu';
  const better = isRelu ? 'heNormal' : 'glorotUniform';
  const edits = new Edits(model);
  const use = `Use ${inStyle(model.framework, better)}`;
  const fixes = edits.set(layer, 'kernelInitializer', argument, edits.named(better), use);
  const base = { span: argument.valueSpan, category: 'initialization' as const, help: `${use}.`, fixes };
  if (CONSTANT.test(name) && numberOf(layer, 'units') !== 1 && isLast(model, layer) === false) {
    const message = 'All weights of this layer start with the same value.';
    const why =
      'All its units compute the same and get gradients in one direction, so the layer can do no more than one unit.';
    return [{ ...base, severity: 'warning', message, why }];
  }
  const small = smallSpread(model, layer, name);
  if (small !== null) {
    const isSaturating = /^(?:sigmoid|hardSigmoid)$/.test(activationOf(layer)?.name ?? '');
    return [
      {
        ...base,
        severity: isSaturating ? 'warning' : 'hint',
        message: `The weights of this layer start as small as ${FIXED_SPREAD}, where ${small.toPrecision(2)} suits its size.`,
        why: isSaturating
          ? 'All its sigmoid units start at about 0.5, whatever the input, and pass on next to no gradient.'
          : 'All its units start at about 0, so signals and gradients are small for many steps.',
        evidence: { spread: FIXED_SPREAD, threshold: SMALL_SHARE * small },
      },
    ];
  }
  const spread = spreadOf(name, argument);
  if (spread === null || spread < LARGE_SPREAD || (numberOf(layer, 'units') ?? 0) < FEWEST_UNITS) return [];
  const message = `The weights of this layer start as large as ${spread}.`;
  const why =
    'Sums over many inputs grow large with them: sigmoid and tanh saturate, and without them outputs and gradients explode.';
  return [{ ...base, severity: 'hint', message, why, evidence: { spread, threshold: LARGE_SPREAD } }];
}

/** Whether no layer with weights comes after; null where that is not certain. */
function isLast({ layers }: SourceModel, layer: SourceLayer): boolean | null {
  const later = layers.slice(layers.indexOf(layer) + 1);
  return later.some(isWeighted) ? false : null;
}

/** Glorot's bound, sqrt(6 / (inputs + units)), of a layer that Keras's `uniform` is far too small for; null for any other. */
function smallSpread(model: SourceModel, layer: SourceLayer, name: string): number | null {
  if (name !== 'uniform' && name !== 'normal') return null;
  const index = model.layers.indexOf(layer);
  const before = model.layers.slice(0, index).findLast(isWeighted);
  const inputs = before ? numberOf(before, 'units') : inputWidth(layer);
  const units = numberOf(layer, 'units');
  if (inputs === null || units === null || entryOf(layer)?.kind !== 'dense') return null;
  const bound = Math.sqrt(6 / (inputs + units));
  return FIXED_SPREAD < SMALL_SHARE * bound ? bound : null;
}

function spreadOf(name: string, { call }: SourceArgument): number | null {
  const isNormal = /^(?:randomNormal|truncatedNormal)$/.test(name);
  if (!call || (!isNormal && name !== 'randomUniform')) return null;
  const positions = isNormal ? ['mean', 'stddev'] : ['minval', 'maxval'];
  const value = callArgument(call.arguments, isNormal ? 'stddev' : 'maxval', positions)?.value;
  return typeof value === 'number' ? value : null;
}
