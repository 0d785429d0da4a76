import type { SourceLocation } from '../protocol/fit.js';
import type { KerasCall } from '../protocol/keras.js';
import type { SourceModel } from '../protocol/source.js';
import { declareKeras } from '../source/python/reader/declareKeras.js';

/** A file with more models is no program of which one run could be meant. */
const MOST_MODELS = 30;

/** Which model a file of Python is about, where nobody says which. */
export interface MeantModel {
  readonly model: SourceModel;
  /** Whether the file trains others too, which do not belong to it. */
  readonly whole: boolean;
}

/**
 * The model that is trained, or all that are; else the one that is part of no other; null where that does not tell. Each is read by itself,
 * which takes long in long programs: what is trained together with one that was read is not.
 */
export function meantModel(text: string, models: readonly SourceModel[]): MeantModel | null {
  if (models.length > MOST_MODELS) return null;
  let first: { readonly model: SourceModel; readonly trained: readonly SourceLocation[] } | null = null;
  const parts: KerasCall[] = [];
  for (const model of models) {
    if (first?.trained.some((place) => isAt(place, model))) continue;
    const { trained, declaration } = declareKeras(text, model.file, model, {});
    parts.push(...(declaration?.layers ?? []));
    if (trained.length === 0) continue;
    if (first) return { model: first.model, whole: true };
    first = { model, trained };
  }
  if (first) return { model: first.model, whole: false };
  const whole = models.filter((model) => !parts.some(({ span }) => isAt({ file: span.file, ...span.start }, model)));
  const [only] = whole;
  return whole.length === 1 && only ? { model: only, whole: false } : null;
}

const isAt = ({ line, column }: SourceLocation, { span }: SourceModel): boolean =>
  line === span.start.line && column === span.start.column;
