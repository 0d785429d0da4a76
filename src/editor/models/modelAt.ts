import type { SourceModel } from '../../protocol/source.js';

/**
 * The model that a command means when the cursor is on `line` (from 1): the innermost one around it, the one whose layer,
 * compile or fit stands there, else the last one that begins above, else the first of the file.
 */
export function modelAt(models: readonly SourceModel[], line: number): SourceModel | null {
  const around = models.filter(({ span }) => span.start.line <= line && line <= span.end.line);
  const mentioned = models.find(
    ({ layers, compileLine, fitLine }) =>
      compileLine === line ||
      fitLine === line ||
      layers.some((layer) => layer.span.start.line <= line && line <= layer.span.end.line),
  );
  const above = models.filter((model) => model.line <= line);
  return latest(around) ?? mentioned ?? latest(above) ?? models[0] ?? null;
}

const latest = (models: readonly SourceModel[]): SourceModel | null =>
  models.reduce<SourceModel | null>((last, each) => (last && last.line > each.line ? last : each), null);
