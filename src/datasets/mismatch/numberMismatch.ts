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
  const last = layerText('last', layer);
  if (model.loss === 'sparseCategoricalCrossentropy') {
    const wanted = [...model.output.slice(0, -1), 1];
    if (fits(target.shape, wanted) && target.shape.length > 1) return null;
    return { ...where, severity: 'error', ...noClasses(name, target, model) };
  }
  const need = targetNeed(model);
  if (need.kind === 'classes' && target.shape.length === 1 && target.shape[0] === 1 && model.output.at(-1) !== 1) {
    return { ...where, severity: 'error', ...noClasses(name, target, model) };
  }
  if (!fits(target.shape, model.output)) {
    const [wanted] = target.shape;
    const simple = target.shape.length === 1 && model.output.length === 1;
    const message = simple
      ? `${name} has ${counted(wanted ?? 1, 'target number')} per sample, but ${last} has ${counted(model.output[0] ?? 1, 'unit')}.`
      : `${name} has targets of shape ${shapeText(target.shape)}, but the model outputs ${shapeText(model.output)}${layer?.location ? ` (${last})` : ''}.`;
    return { ...where, severity: 'error', message, fixes: simple && layer ? setUnits(layer, wanted ?? 1) : [] };
  }
  return outOfReach(name, target, model);
}

function noClasses(name: string, { range }: Numbers, model: MismatchModel): Pick<Mismatch, 'message' | 'fixes'> {
  const from = range ? ` from ${short(range[0])} to ${short(range[1])}` : '';
  return {
    message: `The loss ${model.loss ?? 'of a softmax'} needs classes, but the target of ${name} is numbers${from}. For numbers, use one unit without activation and the loss meanSquaredError.`,
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
    message: `The target of ${name} ranges from ${short(range[0])} to ${short(range[1])}, but ${gives}. For such numbers, use no activation in the last layer and the loss meanSquaredError.`,
    location: layer?.location ?? null,
    fixes: binary ? setLoss(model, 'meanSquaredError') : [],
    dataFixes: [],
  };
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
