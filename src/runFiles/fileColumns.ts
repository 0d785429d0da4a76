import type { Field } from 'apache-arrow/fb/field';
import { FixedSizeList } from 'apache-arrow/fb/fixed-size-list';
import { FloatingPoint } from 'apache-arrow/fb/floating-point';
import { Int } from 'apache-arrow/fb/int';
import { Precision } from 'apache-arrow/fb/precision';
import type { Schema } from 'apache-arrow/fb/schema';
import { Type } from 'apache-arrow/fb/type';
import { Union } from 'apache-arrow/fb/union';
import { UnionMode } from 'apache-arrow/fb/union-mode';
import type { Column } from './columns.js';

/** A column of a file, of a type that a run's files have. */
export interface FileColumn extends Column {
  /** Which of a piece's buffers has its values. */
  readonly buffer: number;
}

/** Fields that a schema may have, with those inside of others; damaged bytes may lead in a circle. */
const MOST_FIELDS = 1_000_000;

/** Buffers that a field of a type has of its own, beside those of its children. */
const OWN_BUFFERS: Partial<Readonly<Record<Type, number>>> = {
  [Type.Null]: 0,
  [Type.RunEndEncoded]: 0,
  [Type.FixedSizeList]: 1,
  [Type.Struct_]: 1,
  [Type.Int]: 2,
  [Type.FloatingPoint]: 2,
  [Type.Bool]: 2,
  [Type.Decimal]: 2,
  [Type.Date]: 2,
  [Type.Time]: 2,
  [Type.Timestamp]: 2,
  [Type.Interval]: 2,
  [Type.Duration]: 2,
  [Type.FixedSizeBinary]: 2,
  [Type.List]: 2,
  [Type.LargeList]: 2,
  [Type.Map]: 2,
  [Type.Binary]: 3,
  [Type.Utf8]: 3,
  [Type.LargeBinary]: 3,
  [Type.LargeUtf8]: 3,
};

/**
 * The columns of a file's own schema by their names, those left out that no run's file has. Behind a column of a type
 * whose buffers cannot be counted none is found.
 */
export function fileColumns(schema: Schema): ReadonlyMap<string, FileColumn> {
  const found = new Map<string, FileColumn>();
  const counter = { fields: 0 };
  let buffers = 0;
  for (let index = 0; index < schema.fieldsLength(); index++) {
    const field = schema.fields(index);
    const own = field && buffersOf(field, counter);
    if (!field || own === null) break;
    buffers += own;
    const name = field.name() ?? '';
    const column = columnOf(field);
    // Of a number, and of a list of numbers, the values are the last buffer.
    if (column && !found.has(name)) found.set(name, { name, ...column, buffer: buffers - 1 });
  }
  return found;
}

/** @returns null where that is not known */
function buffersOf(field: Field, counter: { fields: number }): number | null {
  if (++counter.fields > MOST_FIELDS) throw new RangeError('The schema has no end');
  if (field.dictionary()) return 2;
  let buffers = ownBuffers(field);
  for (let index = 0; buffers !== null && index < field.childrenLength(); index++) {
    const child = field.children(index);
    const inside = child && buffersOf(child, counter);
    buffers = inside === null ? null : buffers + inside;
  }
  return buffers;
}

function ownBuffers(field: Field): number | null {
  if (field.typeType() !== Type.Union) return OWN_BUFFERS[field.typeType()] ?? null;
  const union: Union | null = field.type(new Union());
  return union?.mode() === UnionMode.Dense ? 2 : 1;
}

function columnOf(field: Field): Pick<Column, 'type' | 'width'> | null {
  if (field.typeType() !== Type.FixedSizeList) {
    const type = numberType(field);
    return type && { type, width: null };
  }
  const list: FixedSizeList | null = field.type(new FixedSizeList());
  const item = field.children(0);
  const type = item && numberType(item);
  const width = list?.listSize() ?? -1;
  return type && width >= 0 ? { type, width } : null;
}

function numberType(field: Field): Column['type'] | null {
  if (field.dictionary()) return null;
  if (field.typeType() === Type.FloatingPoint) {
    const precision = (field.type(new FloatingPoint()) as FloatingPoint | null)?.precision();
    return precision === Precision.SINGLE ? 'float32' : precision === Precision.DOUBLE ? 'float64' : null;
  }
  if (field.typeType() !== Type.Int) return null;
  const int: Int | null = field.type(new Int());
  return int?.bitWidth() !== 32 ? null : int.isSigned() ? 'int32' : 'uint32';
}
