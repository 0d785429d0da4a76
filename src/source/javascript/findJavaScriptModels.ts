import type { SourceModel } from '../../protocol/source.js';
import { analyse } from './analysedFile.js';
import { Builders } from './builders.js';
import { CallArguments } from './callArguments.js';
import { freezesOf } from './freezes.js';
import { handWrittenStepLine } from './handWrittenSteps.js';
import { LayerOrder } from './layerOrder.js';
import { lossCalls } from './lossCalls.js';
import { configOf, modelName } from './modelCreations.js';
import { eventLine, type ModelEvent, modelEvents } from './modelEvents.js';
import { modelLayers } from './modelLayers.js';
import { isRepeated } from './repetition.js';
import { sourceSpan } from './sourceSpan.js';
import { statementAround } from './statementAround.js';
import { startOf } from './syntax.js';

/** Words without which a file makes no Sequential; most files of a workspace need not be parsed. */
const mention = /equential/;

/** The Sequentials of a JavaScript or TypeScript file, in the order of the source. */
export function findJavaScriptModels(text: string, file: string): SourceModel[] {
  const analysed = mention.test(text) ? analyse(text, file) : null;
  if (!analysed) return [];
  const { tree, analysis } = analysed;
  if (analysis.creations.length === 0) return [];
  const given = new CallArguments(analysis, text, file);
  const builders = new Builders(analysis, tree, text);
  const additions = modelEvents(analysis, ['add']);
  const compilations = modelEvents(analysis, ['compile']);
  const fits = modelEvents(analysis, ['fit', 'fitDataset', 'trainOnBatch']);
  const removals = modelEvents(analysis, ['pop']);
  const predictions = modelEvents(analysis, ['predict', 'apply', 'call', 'predictOnBatch']);
  return analysis.creations.map((creation) => {
    const config = configOf(creation, analysis.program);
    const [compilation] = compilations.get(creation) ?? [];
    const [fit] = fits.get(creation) ?? [];
    const span = sourceSpan(creation, file);
    const order = removals.has(creation) ? null : new LayerOrder(creation, config, text, analysis.program.parentOf);
    const layers = modelLayers(analysis, config, additions.get(creation) ?? []);
    return {
      file,
      line: span.start.line,
      span,
      name: modelName(creation, config, analysis.program),
      framework: 'tfjs',
      layers: layers.map(({ className, node, call }, index) => {
        const layerSpan = sourceSpan(node, file);
        return {
          className,
          callee: call && given.calleeOf(call),
          arguments: call && given.ofLayer(call),
          follows: order?.follows(node, layers[index - 1]?.node) ?? false,
          place: order?.placeOf(node, file) ?? null,
          line: layerSpan.start.line,
          span: layerSpan,
          repeated: isRepeated(node, creation, analysis),
        };
      }),
      compileLine: compilation ? eventLine(compilation) : null,
      compiles: nodesOf(compilations.get(creation)).map((call) => given.of(call)),
      fitLine: fit ? eventLine(fit) : handWrittenStepLine(analysis, predictions.get(creation) ?? []),
      fits: nodesOf(fits.get(creation)).map((call) => ({
        ...given.of(call),
        statement: statementAround(call, creation, analysis, { text, file }),
      })),
      fitData: null,
      losses: lossCalls(analysis, predictions.get(creation) ?? []).map((call) => given.of(call)),
      freezes: freezesOf(analysis, creation).map((node) => sourceSpan(node, file)),
      imports: null,
      builder: builders.of(creation),
    };
  });
}

/** Each call once, whichever ways lead to it, in the order of the source. */
function nodesOf(events: readonly ModelEvent[] | undefined): ModelEvent['call'][] {
  const calls = [...new Set((events ?? []).map(({ call }) => call))];
  return calls.sort((first, second) => startOf(first) - startOf(second));
}
