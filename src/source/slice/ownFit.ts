import type { Node } from '@babel/types';
import type { FitTexts } from '../../protocol/launch.js';
import type { SourceNote } from '../../protocol/sourceNote.js';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import type { Creation } from '../javascript/modelCreations.js';
import { type ModelEvent, modelEvents } from '../javascript/modelEvents.js';
import { keyName, memberName } from '../javascript/names.js';
import { closedText } from './closedText.js';
import { givenValues } from './givenValues.js';

/** What the fit of a model's own source says of how it is fitted. */
export interface OwnFit {
  readonly texts: FitTexts;
  /** What of it is not done, or taken for what it may not be. */
  readonly notes: readonly SourceNote[];
}

/** Arguments that a fit on other data can have too. */
const TAKEN = ['epochs', 'batchSize', 'validationSplit', 'initialEpoch', 'shuffle'] as const;
/** Of a fit of TensorFlow.js that names none. */
const USUAL_EPOCHS = '1';
/** Arguments that change nothing of what is learned. */
const QUIET = /^(verbose|yieldEvery)$/;

/** Reads the arguments of the first fit that the file calls on a model, for a run that fits it on other data. */
export function ownFit(creation: Creation, analysis: FileAnalysis, text: string, file: string): OwnFit {
  const [fit, ...others] = modelEvents(analysis, ['fit', 'fitDataset']).get(creation) ?? [];
  if (!fit) return { texts: {}, notes: [] };
  const line = lineOf(fit);
  const isFit = memberName(fit.call.callee) === 'fit';
  const { options, isWhole } = optionsOf(fit.call.arguments[isFit ? 2 : 1], analysis);
  const taken = TAKEN.flatMap((name) => {
    const value = options.get(name);
    return value ? [{ name, ...readArgument(value, analysis, text) }] : [];
  });
  const left = [...options.keys()].filter((name) => !QUIET.test(name) && !TAKEN.some((each) => each === name));
  const again = [...new Set(others.map(lineOf))].filter((each) => each !== line);
  const note = (kind: SourceNote['kind'], said: string): SourceNote => ({
    kind,
    text: said,
    file,
    line,
    // What it is fitted on is another thing than the source fits it on.
    changesLearning: false,
  });
  const said = Object.fromEntries(taken.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])));
  const hasEpochs = options.has('epochs');
  return {
    texts: { ...(!hasEpochs && isWhole && isFit ? { epochs: USUAL_EPOCHS } : {}), ...said },
    notes: [
      ...(hasEpochs || isWhole ? [] : [note('guessed', guessed('epochs', null))]),
      ...taken.flatMap(({ name, value, isKnown }) => (isKnown ? [] : [note('guessed', guessed(name, value))])),
      ...(left.length > 0 ? [note('not-done', `These options of its own fit are left out: ${left.join(', ')}.`)] : []),
      ...(again.length > 0 ? [note('not-done', `Only this fit runs, not the one on line ${again.join(', ')}.`)] : []),
    ],
  };
}

/** The text of an argument, or of a value that the source gives it somewhere; null where it gives none. */
function readArgument(value: Node, analysis: FileAnalysis, text: string): { value: string | null; isKnown: boolean } {
  const known = closedText(value, analysis, text);
  if (known !== null) return { value: known, isKnown: true };
  const guess = givenValues(value, analysis, text).find((each) => Number(each) > 0);
  return { value: guess ?? null, isKnown: false };
}

function guessed(name: string, value: string | null): string {
  return value === null
    ? `${name} of its own fit cannot be read from the source, so GradLens uses its default.`
    : `${name} of its own fit is guessed as ${value}, a value that the source gives it elsewhere.`;
}

const lineOf = ({ call }: ModelEvent): number => call.loc?.start.line ?? 0;

interface Options {
  readonly options: Map<string, Node>;
  /** Whether these are all that there are. */
  readonly isWhole: boolean;
}

/** The options of a call by name, through variables and spreads; a later one goes before. */
function optionsOf(config: Node | undefined, analysis: FileAnalysis, seen = new Set<Node>()): Options {
  const options = new Map<string, Node>();
  if (!config) return { options, isWhole: true };
  const [origin, other] = analysis.origins.of(config);
  if (origin?.node.type !== 'ObjectExpression' || seen.has(origin.node)) return { options, isWhole: false };
  let isWhole = !other;
  seen.add(origin.node);
  for (const property of origin.node.properties) {
    if (property.type === 'SpreadElement') {
      const spread = optionsOf(property.argument, analysis, seen);
      for (const [name, value] of spread.options) options.set(name, value);
      isWhole &&= spread.isWhole;
      continue;
    }
    const name = keyName(property.key, property.computed === true);
    if (name !== null) options.set(name, property.type === 'ObjectProperty' ? property.value : property);
  }
  return { options, isWhole };
}
