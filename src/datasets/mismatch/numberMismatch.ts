import { ACTIVATION_RANGES, rangeText } from '../../layers/activationRange.js';
import { fits, shapeText } from '../rows/shapes.js';
import { targetNeed } from '../targetNeed.js';
import type { TargetDescription } from '../types.js';
import { setLoss, setUnits } from './sourceEdits.js';
import type { Mismatch, MismatchModel } from './types.js';
import { counted, layerText, outputLayer } from './words.js';

type Numbers = Extract<TargetDescription, { kind: 'numbers' }>;

/** Targets that are numbers: of another shape than the outputs, no classes where the loss wants them, or out of reach. */
export function numberMismatch(name: string, target: Numbers, model: MismatchModel): Mismatch | null {
  const layer = outputLayer(model);
  const where = { location: layer?.location ?? null, dataFixes: [] };
  if (model.loss === 'sparseCategoricalCrossentropy') {
    const wanted = [...model.output.slice(0, -1), 1];
    if (fits(target.shape, wanted) && target.shape.length > 1) return null;
    return { ...where, severity: 'error', ...noClasses(name, target, model) };
  }
  const need = targetNeed(model);
  if (need.kind === 'classes' && target.shape.length === 1 && target.shape[0] === 1 && model.output.at(-1) !== 1) {
    return { ...where, severity: 'error', ...noClasses(name, target, model) };
  }
  return fits(target.shape, model.output) ? outOfReach(name, target, model) : otherShape(name, target, model);
}

function otherShape(name: string, { shape }: Numbers, model: MismatchModel): Mismatch {
  const layer = outputLayer(model);
  const last = layerText('last', layer);
  const where = { severity: 'error', location: layer?.location ?? null, dataFixes: [] } as const;
  const [wanted = 1] = shape;
  if (shape.length === 1 && model.output.length === 1) {
    const has = `${counted(wanted, 'target number')} per sample`;
    const units = counted(model.output[0] ?? 1, 'unit');
    const message = `${name} has ${has}, but ${last} has ${units}.`;
    const short = `Has ${has}, but the last layer has ${units}.`;
    return { ...where, message, short, fixes: layer ? setUnits(layer, wanted) : [] };
  }
  const has = `targets of shape ${shapeText(shape)}, but the model outputs ${shapeText(model.output)}`;
  const message = `${name} has ${has}${layer?.location ? ` (${last})` : ''}.`;
  return { ...where, message, short: `Has ${has}.`, fixes: [] };
}

function noClasses(
  name: string,
  { range }: Numbers,
  model: MismatchModel,
): Pick<Mismatch, 'message' | 'short' | 'fixes'> {
  const from = range ? ` from ${rounded(range[0])} to ${rounded(range[1])}` : '';
  const needs = `The loss ${model.loss ?? 'of a softmax'} needs classes`;
  return {
    message: `${needs}, but the target of ${name} is numbers${from}. For numbers, use one unit without activation and the loss meanSquaredError.`,
    short: `${needs}, but this has numbers.`,
    fixes: setLoss(model, 'meanSquaredError'),
  };
}

/** Outputs that never come near the targets. The loss still falls, so it is a warning, but for a crossentropy. */
function outOfReach(name: string, { range }: Numbers, model: MismatchModel): Mismatch | null {
  const need = targetNeed(model);
  const bounds = ACTIVATION_RANGES.get(need.kind === 'binary' ? 'sigmoid' : (model.lastActivation ?? 'linear'));
  if (!range || !bounds || (range[0] >= bounds[0] && range[1] <= bounds[1])) return null;
  const layer = outputLayer(model);
  const binary = need.kind === 'binary';
  const gives = binary
    ? 'the loss binaryCrossentropy takes 0 to 1'
    : `${layerText('last', layer)} outputs ${rangeText(bounds)} (${model.lastActivation})`;
  return {
    severity: binary ? 'error' : 'warning',
    message: `The target of ${name} ranges from ${rounded(range[0])} to ${rounded(range[1])}, but ${gives}. For such numbers, use no activation in the last layer and the loss meanSquaredError.`,
    short: `Its target ranges from ${rounded(range[0])} to ${rounded(range[1])}; ${binary ? 'binaryCrossentropy takes' : 'the last layer outputs'} ${rangeText(bounds)}.`,
    location: layer?.location ?? null,
    fixes: binary ? setLoss(model, 'meanSquaredError') : [],
    dataFixes: [],
  };
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}
