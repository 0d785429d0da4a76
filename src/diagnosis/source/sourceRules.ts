import type { SourceModel } from '../../protocol/source.js';
import { linearLayers } from './linearLayers.js';
import type { SourceFinding, SourceRule } from './sourceRule.js';

/** All rules; each has a file of its own. */
const SOURCE_RULES: readonly SourceRule[] = [linearLayers];

/** A finding, and the id of its rule. */
export interface RuledFinding extends SourceFinding {
  readonly rule: string;
}

/** What all rules have to say of some models. */
export function diagnoseSource(models: readonly SourceModel[]): RuledFinding[] {
  return models.flatMap((model) =>
    SOURCE_RULES.flatMap((rule) => rule.find(model).map((finding) => ({ ...finding, rule: rule.id }))),
  );
}
