import type { ShownLesson } from '../../depth/depthLessons.js';
import { isNotebookFile } from '../../protocol/cellsText.js';
import type { DepthView } from '../../protocol/dashboard/depthPart.js';
import { layerLabel } from '../../protocol/layerLabel.js';
import { multiplyAdds } from '../../runs/multiplyAdds.js';

export function depthView({ model, lesson, state }: ShownLesson): DepthView {
  const { layers, variables } = state ?? { layers: [], variables: [] };
  return {
    name: model.name,
    place: model.place,
    lesson,
    isBusy: state?.isBusy ?? false,
    answer: state?.answer ?? null,
    failure: state?.failure ?? null,
    layers: layers.map(({ location, params }, index) => ({
      label: layerLabel(layers, index),
      line: location && !isNotebookFile(location.file) ? location.line : null,
      params,
      multiplyAdds: multiplyAdds({ layers, variables }, index),
    })),
    fixes: state?.fixes.map(({ title }) => title) ?? [],
  };
}
