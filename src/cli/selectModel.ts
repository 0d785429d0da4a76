import { beginning } from '../protocol/sentenceText.js';
import type { SourceModel } from '../protocol/source.js';
import type { SourceSpan } from '../protocol/sourceSpan.js';
import type { TrainerOptions } from '../protocol/trainer.js';
import { otherModels } from '../source/otherModels.js';
import type { TrainArguments } from './trainArguments.js';

export interface Selection {
  /** The one model that was meant; null where the whole file or only a name was. */
  readonly model: SourceModel | null;
  readonly only: TrainerOptions['only'];
}

/**
 * Which fits to record. What the source does not show is left to the run: a name may be the model's own, a line may hold a
 * call that only running finds to be a model's.
 */
export function selectModel(
  models: readonly SourceModel[],
  file: string,
  { model, line }: Pick<TrainArguments, 'model' | 'line'>,
): Selection {
  if (model !== null) {
    const named = models.filter(({ name }) => name === model);
    const only = named.length > 0 ? { spans: spansOf(named), name: null } : { spans: [], name: model };
    return { model: named.length === 1 ? (named[0] ?? null) : null, only };
  }
  if (line !== null) {
    const found = modelOnLine(models, line);
    return { model: found, only: { spans: found ? [found.span] : [wholeLine(file, line)], name: null } };
  }
  return { model: null, only: null };
}

/** The models of a file in one line, for a message; where it has none that GradLens trains, what it has instead. */
export function listModels(models: readonly SourceModel[], { text, file }: { text: string; file: string }): string {
  if (models.length === 0) return ['No Sequential model found in the source.', ...others(text, file)].join(' ');
  return `Models in the source: ${models.map(({ name, line }) => `${name} (line ${line})`).join(', ')}.`;
}

function others(text: string, file: string): string[] {
  const found = otherModels(text, file);
  if (found.length === 0) return [];
  const list = found.map(({ line, what }) => `line ${line} creates ${what}`).join(', ');
  return [`${beginning(list)}; GradLens trains only Sequential models of Keras and TensorFlow.js.`];
}

/** The model that starts on the line; else the innermost that spans it. */
function modelOnLine(models: readonly SourceModel[], line: number): SourceModel | null {
  const lines = ({ span }: SourceModel) => span.end.line - span.start.line;
  const around = models.filter(({ span }) => span.start.line <= line && line <= span.end.line);
  const innermost = around.toSorted((a, b) => lines(a) - lines(b))[0];
  return models.find((candidate) => candidate.line === line) ?? innermost ?? null;
}

const spansOf = (models: readonly SourceModel[]): SourceSpan[] => models.map(({ span }) => span);

const wholeLine = (file: string, line: number): SourceSpan => ({
  file,
  start: { line, column: 1 },
  end: { line: line + 1, column: 1 },
});
