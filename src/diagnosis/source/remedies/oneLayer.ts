import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
import { activationOf } from '../facts/activation.js';
import { entryOf, layerArgument } from '../facts/layerArgument.js';
import { isSamePlace } from '../facts/places.js';
import type { SourceFix } from '../sourceRule.js';

/** Puts one layer in the place of dense ones in a row that are linear but for the last: the first gets the units and the activation of the last. */
export function oneLayer(model: SourceModel, layers: readonly SourceLayer[]): SourceFix[] {
  const [first, ...others] = layers;
  const last = others.at(-1);
  const own = first && layerArgument(first, 'units');
  const units = last && layerArgument(last, 'units');
  const bend = last && activationOf(last);
  if (!first?.place || !last?.place || !own || !units || bend === undefined || !areAlone(model, layers)) return [];
  const title = `Replace ${layers.length} layers with one`;
  const edits = new Edits(model);
  const sized = edits.set(first, 'units', own, units.text, title);
  const given = activationOf(first)?.argument ?? null;
  const bent = bend?.argument ? edits.set(first, 'activation', given, bend.argument.text, title) : [];
  if (sized.length === 0 || (bend?.argument && bent.length === 0)) return [];
  const { file, end: start } = first.place.span;
  const without = { span: { file, start, end: last.place.span.end }, newText: '' };
  return [{ title, edits: [...[...sized, ...bent].flatMap((fix) => fix.edits), without] }];
}

/** Whether the layers stand one after the other, with nothing else between them, each in a place of its own. */
function areAlone({ layers: all }: SourceModel, layers: readonly SourceLayer[]): boolean {
  const at = all.indexOf(layers[0] as SourceLayer);
  const [first] = layers;
  return layers.every(
    (layer, index) =>
      all[at + index] === layer &&
      entryOf(layer)?.className === 'Dense' &&
      !layer.repeated &&
      layer.place?.always === true &&
      layer.place.receiver === first?.place?.receiver &&
      (index === 0 || (layer.follows && !isSamePlace(layer.span.start, (first ?? layer).span.start))),
  );
}
