import { targetNeed } from '../targetNeed.js';
import { setActivation, setLoss, setUnits } from './sourceEdits.js';
import type { Mismatch, MismatchModel } from './types.js';
import { classesText, counted, layerText, outputLayer } from './words.js';

/** Classes that the model's last layer cannot tell apart. Fewer classes than units are no harm. */
export function classMismatch(name: string, labels: readonly string[], model: MismatchModel): Mismatch | null {
  const units = model.output.at(-1) ?? null;
  if (units === null || model.output.length !== 1) return null;
  const layer = outputLayer(model);
  const where = { severity: 'error', location: layer?.location ?? null, dataFixes: [] } as const;
  const classes = labels.length;
  const has = `${name} has ${classesText(labels)}`;
  const last = layerText('last', layer);
  if (units > 1) {
    if (classes <= units) return null;
    const message = `${has}, but ${last} has ${counted(units, 'unit')}. It needs one per class: ${classes}.`;
    const short = `Has ${classes} classes, but the last layer has ${counted(units, 'unit')}.`;
    return { ...where, message, short, fixes: layer ? setUnits(layer, classes) : [] };
  }
  const need = targetNeed(model).kind;
  const softmax = model.lastActivation === 'softmax';
  if (!softmax && need === 'numbers') return numberForClasses(has, labels, model);
  if (!softmax && need !== 'classes' && classes <= 2) return null;
  const gives = softmax ? 'a softmax over one unit is always 1' : `one unit can tell only two classes apart`;
  const message = `${has}, but ${last} has one unit: ${gives}. For these classes, use ${classes} units with softmax and a categorical crossentropy loss.`;
  const short = `Has ${classes === 1 ? '1 class' : `${classes} classes`}, but the last layer has one unit.`;
  const fixes = [
    ...(layer ? setUnits(layer, classes) : []),
    ...(layer && !softmax ? setActivation(layer, 'softmax') : []),
    ...(need === 'classes' ? [] : setLoss(model, 'categoricalCrossentropy')),
  ];
  return { ...where, message, short, fixes };
}

/** A regression on classes that have no order. */
function numberForClasses(has: string, labels: readonly string[], model: MismatchModel): Mismatch | null {
  if (labels.length <= 2 || labels.every((label) => Number.isFinite(Number(label)))) return null;
  const layer = outputLayer(model);
  return {
    severity: 'error',
    message: `${has}, but ${layerText('last', layer)} outputs one number. For classes, use ${labels.length} units with softmax and a categorical crossentropy loss.`,
    short: `Has ${labels.length} classes, but the last layer outputs one number.`,
    location: layer?.location ?? null,
    fixes: [
      ...(layer ? setUnits(layer, labels.length) : []),
      ...(layer ? setActivation(layer, 'softmax') : []),
      ...setLoss(model, 'categoricalCrossentropy'),
    ],
    dataFixes: [{ title: 'Use the class index as a number', change: { targetAs: 'number' } }],
  };
}
