import { linearLayers } from '../../diagnosis/source/rules/linearLayers.js';
import type { SourceFix } from '../../diagnosis/source/sourceRule.js';
import type { SourceModel } from '../../protocol/source.js';

/** The edits that help where layers of a model in a row are linear, whatever is set for the rule that finds them. */
export const linearFixes = (model: SourceModel): readonly SourceFix[] =>
  linearLayers.find(model).flatMap(({ fixes }) => fixes);
