import { NotKnown, type Scalar } from '../notKnown.js';
import { arrayOf, asArray } from '../numpy/nested.js';
import { transpose } from '../numpy/shaping.js';
import { type Arg, isScalar } from '../values.js';
import { frameOf } from './frames.js';
import { Index } from './labels.js';
import { Locator } from './selecting.js';
import type { DataFrame } from './tables.js';

export function labelsOf(value: Arg): readonly Scalar[] {
  if (isScalar(value)) return [value];
  return value instanceof Index ? value.labels : asArray(value).scalars();
}

export function transposed(frame: DataFrame): DataFrame {
  const rows = transpose(frame.toArray());
  return frameOf(rows, frame.columns, frame.index);
}

export function frameAttribute(frame: DataFrame, name: string): Arg | undefined {
  switch (name) {
    case 'values':
      return frame.toArray();
    case 'shape':
      return frame.shape;
    case 'size':
      return frame.shape[0] * frame.shape[1];
    case 'ndim':
      return 2;
    case 'columns':
      return frame.columns;
    case 'index':
      return frame.index;
    case 'dtypes':
      return undefined;
    case 'iloc':
    case 'loc':
      return new Locator(frame, name);
    case 'T':
      return transposed(frame);
    default:
      return frame.columns.placesOf(name).length === 1 ? frame.column(name) : undefined;
  }
}

/** `frame.columns = [...]`, `frame.index = [...]`, `frame.a = ...` of a column that is there. */
export function setFrameAttribute(frame: DataFrame, name: string, value: Arg): void {
  if (name !== 'columns' && name !== 'index') {
    if (frame.columns.placesOf(name).length === 0) return;
    frame.setColumn(
      name,
      isScalar(value) ? arrayOf(new Array<Scalar>(frame.index.length).fill(value)) : asArray(value),
    );
    return;
  }
  const labels = labelsOf(value);
  if (labels.length !== frame[name].length)
    throw new NotKnown(`${labels.length} names do not fit ${frame[name].length} ${name}`);
  frame[name] = new Index(labels);
}
