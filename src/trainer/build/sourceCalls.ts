import type { SourceLocation } from '../../protocol/fit.js';
import type { SourceLayer, SourceModel } from '../../protocol/source.js';
import type { SourceSpan } from '../../protocol/sourceSpan.js';
import type { SourceCall } from '../../protocol/sourceValue.js';
import { findModels } from '../../source/findModels.js';
import { readSource } from '../userModule/sourceTexts.js';

/** Calls of a run's models as their files have them now, so that edits are made on what is there. Files are read once. */
export class SourceCalls {
  private readonly byFile = new Map<string, readonly SourceModel[]>();

  /** The layer whose call is there; null where none is any more. */
  layerAt(location: SourceLocation | null): SourceLayer | null {
    return innermost(
      this.modelsIn(location).flatMap((model) => model.layers),
      location,
    );
  }

  /** What compiles the model whose call is there. */
  compilesAt(location: SourceLocation | null): readonly SourceCall[] {
    return innermost(this.modelsIn(location), location)?.compiles ?? [];
  }

  private modelsIn(location: SourceLocation | null): readonly SourceModel[] {
    if (!location) return [];
    const known = this.byFile.get(location.file) ?? read(location.file);
    this.byFile.set(location.file, known);
    return known;
  }
}

/** Where a call was made is its beginning, or its name, as V8 has it. */
function innermost<Placed extends { readonly span: SourceSpan }>(
  placed: readonly Placed[],
  location: SourceLocation | null,
): Placed | null {
  const around = placed.filter(({ span }) => location !== null && isWithin(location, span));
  return around.reduce<Placed | null>(
    (inner, each) => (inner && !isWithin(each.span.start, inner.span) ? inner : each),
    null,
  );
}

function isWithin(place: SourceSpan['start'], { start, end }: SourceSpan): boolean {
  return isBefore(start, place) && isBefore(place, end);
}

const isBefore = (first: SourceSpan['start'], second: SourceSpan['start']): boolean =>
  first.line < second.line || (first.line === second.line && first.column <= second.column);

function read(file: string): readonly SourceModel[] {
  try {
    return findModels(readSource(file), file);
  } catch {
    return [];
  }
}
