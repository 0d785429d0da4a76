import type { SourceFit, SourceImports, SourceLayer, SourceModel, SourcePlace } from '../../protocol/source.js';
import type { SourceSpan } from '../../protocol/sourceSpan.js';
import type { SourceArguments, SourceCall, SourceValue } from '../../protocol/sourceValue.js';
import { type CellAnchor, placeInCell } from '../../source/notebook/cellAnchors.js';

/** A notebook's model as a cell shows it. */
export interface CellModel extends SourceModel {
  /** Its place among all models of the notebook, from 0, which a line in a cell does not tell. */
  readonly nth: number;
}

/**
 * A notebook's models by the cell that makes them, with lines of that cell. What of them stands in other cells is left out.
 * @param models in the order of the file, with its lines
 */
export function cellModels(
  models: readonly SourceModel[],
  anchors: readonly CellAnchor[],
): Map</* cell */ number, CellModel[]> {
  const cells = new Map<number, CellModel[]>();
  models.forEach((model, nth) => {
    const { line, column } = model.span.start;
    const cell = placeInCell(anchors, line, column)?.cell;
    const span = spanIn(model.span, cell, anchors);
    if (cell === undefined || !span) return;
    const layers = layersIn(model.layers, cell, anchors);
    const compileLine = lineIn(model.compileLine, cell, anchors);
    const fitLine = lineIn(model.fitLine, cell, anchors);
    const compiles = callsIn(model.compiles, cell, anchors);
    const inCell: CellModel = {
      ...model,
      cell,
      line: span.start.line,
      span,
      layers,
      compileLine,
      compiles,
      fitLine,
      // Without what compiles it, a fit would seem to have none.
      fits: compiles.length === model.compiles.length ? fitsIn(model.fits, cell, anchors) : [],
      losses: callsIn(model.losses, cell, anchors),
      freezes: model.freezes.map((place) => spanIn(place, cell, anchors)).filter((place) => place !== null),
      imports: importsIn(model.imports, cell, anchors),
      nth,
    };
    cells.set(cell, [...(cells.get(cell) ?? []), inCell]);
  });
  return cells;
}

function layersIn(layers: readonly SourceLayer[], cell: number, anchors: readonly CellAnchor[]): SourceLayer[] {
  const spans = layers.map((layer) => spanIn(layer.span, cell, anchors));
  return layers.flatMap((layer, index) => {
    const span = spans[index];
    if (!span) return [];
    const follows = layer.follows && spans[index - 1] !== null;
    const given = layer.arguments && argumentsIn(layer.arguments, cell, anchors);
    const place = layer.place && placeIn(layer.place, cell, anchors);
    return [{ ...layer, line: span.start.line, span, follows, place, arguments: given }];
  });
}

/** Imports of other cells are known; one more can stand in this cell alone. */
function importsIn(imports: SourceImports | null, cell: number, anchors: readonly CellAnchor[]): SourceImports | null {
  const at = imports?.at && placeInCell(anchors, imports.at.line, imports.at.column);
  return imports && { ...imports, at: at?.cell === cell ? { line: at.line, column: at.column } : null };
}

function placeIn(place: SourcePlace, cell: number, anchors: readonly CellAnchor[]): SourcePlace | null {
  const span = spanIn(place.span, cell, anchors);
  return span && { ...place, span };
}

function callsIn(calls: readonly SourceCall[], cell: number, anchors: readonly CellAnchor[]): SourceCall[] {
  return calls.map((call) => callIn(call, cell, anchors)).filter((call) => call !== null);
}

function fitsIn(fits: readonly SourceFit[], cell: number, anchors: readonly CellAnchor[]): SourceFit[] {
  return fits.flatMap((fit) => {
    const [call, start] = [callIn(fit, cell, anchors), fit.statement?.start];
    const at = start && placeInCell(anchors, start.line, start.column);
    const statement =
      fit.statement && at?.cell === cell ? { ...fit.statement, start: { line: at.line, column: at.column } } : null;
    return call ? [{ ...call, statement }] : [];
  });
}

function callIn(call: SourceCall, cell: number, anchors: readonly CellAnchor[]): SourceCall | null {
  const span = spanIn(call.span, cell, anchors);
  const given = argumentsIn(call.arguments, cell, anchors);
  return span && given && { ...call, span, arguments: given };
}

function argumentsIn(all: SourceArguments, cell: number, anchors: readonly CellAnchor[]): SourceArguments | null {
  const list = all.list.map((argument) => {
    const [span, value] = [spanIn(argument.span, cell, anchors), valueIn(argument, cell, anchors)];
    return span && value ? { ...argument, ...value, span } : null;
  });
  return list.includes(null) ? null : { ...all, list: list.filter((each) => each !== null) };
}

/** What a constant of another cell stands for is not told here: its places are not in this cell. */
function valueIn(value: SourceValue, cell: number, anchors: readonly CellAnchor[]): SourceValue | null {
  const valueSpan = spanIn(value.valueSpan, cell, anchors);
  const elements = value.elements?.map((element) => valueIn(element, cell, anchors)) ?? null;
  if (!valueSpan) return null;
  return {
    ...value,
    valueSpan,
    elements: elements?.includes(null) ? null : (elements?.filter((each) => each !== null) ?? null),
    call: value.call && callIn(value.call, cell, anchors),
  };
}

function lineIn(line: number | null, cell: number, anchors: readonly CellAnchor[]): number | null {
  const place = line === null ? null : placeInCell(anchors, line, 1);
  return place?.cell === cell ? place.line : null;
}

/** A stretch of a notebook's file as a cell has it; null where it is not all in that cell. */
export function spanIn(
  { file, start, end }: SourceSpan,
  cell: number | undefined,
  anchors: readonly CellAnchor[],
): SourceSpan | null {
  const [from, to] = [start, end].map(({ line, column }) => placeInCell(anchors, line, column));
  if (!from || !to || from.cell !== cell || to.cell !== cell) return null;
  const place = ({ line, column }: { line: number; column: number }) => ({ line, column });
  return { file, start: place(from), end: place(to) };
}

export const isCellModel = (model: SourceModel): model is CellModel => 'nth' in model && typeof model.nth === 'number';
