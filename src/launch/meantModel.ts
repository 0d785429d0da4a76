import type { SourceLocation } from '../protocol/fit.js';
import type { SourceModel } from '../protocol/source.js';
import { declareKeras } from '../source/keras/declareKeras.js';

/** A file with more models is no program of which one run could be meant. */
const MOST_MODELS = 30;

/** Which model a file of Python is about, where nobody says which. */
export interface MeantModel {
  readonly model: SourceModel;
  /** Whether the file trains others too, which do not belong to it. */
  readonly whole: boolean;
}

/** The model that is trained, or all that are; else the one that is part of no other; null where that does not tell. */
export function meantModel(text: string, models: readonly SourceModel[]): MeantModel | null {
  if (models.length > MOST_MODELS) return null;
  const read = models.map((model) => ({ model, reading: declareKeras(text, model.file, model, {}) }));
  const trained = read.filter(({ reading }) => reading.trained.length > 0);
  const [first] = trained;
  if (first) {
    const belongs = (model: SourceModel) => first.reading.trained.some((place) => isAt(place, model));
    return { model: first.model, whole: trained.some(({ model }) => !belongs(model)) };
  }
  const parts = read.flatMap(({ reading }) => reading.declaration?.layers ?? []);
  const whole = models.filter((model) => !parts.some(({ span }) => isAt({ file: span.file, ...span.start }, model)));
  const [only] = whole;
  return whole.length === 1 && only ? { model: only, whole: false } : null;
}

const isAt = ({ line, column }: SourceLocation, { span }: SourceModel): boolean =>
  line === span.start.line && column === span.start.column;
