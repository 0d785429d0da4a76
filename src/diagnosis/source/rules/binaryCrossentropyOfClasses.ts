import { isOneHot, knownData, originsOf } from '../facts/knownData.js';
import { modelOutput } from '../facts/modelOutput.js';
import { lossOf } from '../facts/training.js';
import type { SourceRule } from '../sourceRule.js';

/** Classes from which on one unit cannot tell them apart: a sigmoid says how likely one of two is. */
const FEWEST_CLASSES = 3;

/** One unit for targets of which the source shows that they are of more classes than two. */
export const binaryCrossentropyOfClasses: SourceRule = {
  id: 'binary-crossentropy-of-classes',
  find(model) {
    const [output, loss, targets] = [modelOutput(model), lossOf(model), originsOf(model, 'targets')];
    if (output?.units !== 1 || loss?.name !== 'binaryCrossentropy' || !targets || isOneHot(targets)) return [];
    const known = knownData(targets);
    // A comparison chooses one of the classes, as arithmetic does.
    if (!known?.classes || known.classes < FEWEST_CLASSES || chooses(targets)) return [];
    return [
      {
        span: loss.span,
        severity: 'warning',
        category: 'loss',
        message: `The targets of ${known.title} are ${known.classes} classes, and binary crossentropy of one unit is for two.`,
        why: 'Targets of 2 and more are outside of what a sigmoid gives, so the loss falls without end and says nothing.',
        help: `Use ${known.classes} units with softmax, and sparse categorical crossentropy.`,
        evidence: { classes: known.classes, units: 1 },
        fixes: [],
      },
    ];
  },
};

const chooses = ({ calls }: { readonly calls: readonly { readonly callee: string }[] }): boolean =>
  calls.some(({ callee }) => /(?:where|equal|greater|less|isin|map|apply|binarize|label_binarize)$/.test(callee));
