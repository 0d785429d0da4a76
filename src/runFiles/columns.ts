import { BufferRegion, FieldNode } from 'apache-arrow/ipc/metadata/message';
import { Field, Schema } from 'apache-arrow/schema';
import { type DataType, FixedSizeList, Float32, Float64, Int32, Uint32 } from 'apache-arrow/type';
import { type NumberArray, type NumberType, newArray } from '../protocol/streams/stream.js';

export interface Column {
  readonly name: string;
  readonly type: NumberType;
  /** Values a row; null for a plain number, which Arrow tells apart from a list of one. */
  readonly width: number | null;
}

/** Where the values of each column stand in the body of an Arrow record batch. Columns have no nulls, so no validity bitmaps. */
export interface BodyLayout {
  /** For each column, in bytes from the body's start. */
  readonly values: readonly { readonly offset: number; readonly length: number }[];
  readonly bodyLength: number;
}

const types = { float32: Float32, float64: Float64, int32: Int32, uint32: Uint32 };
const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint32: Uint32Array };

/** Arrow aligns buffers and messages to this many bytes. */
export const ALIGNMENT = 8;

export const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/** An array for the values of so many rows. */
export function allocate({ type, width }: Column, rows: number): NumberArray {
  return newArray(type, rows * (width ?? 1));
}

/** The values in a column's bytes. */
export function columnOf({ type }: Column, bytes: ArrayBuffer): NumberArray {
  return new arrays[type](bytes);
}

/** Bytes that the values of so many rows take. */
export function columnBytes({ type, width }: Column, rows: number): number {
  return rows * (width ?? 1) * arrays[type].BYTES_PER_ELEMENT;
}

export function layoutOf(columns: readonly Column[], rows: number): BodyLayout {
  let bodyLength = 0;
  const values = columns.map((column) => {
    const offset = bodyLength;
    const length = columnBytes(column, rows);
    bodyLength = aligned(offset + length);
    return { offset, length };
  });
  return { values, bodyLength };
}

export function arrowSchema(columns: readonly Column[], metadata: ReadonlyMap<string, string>): Schema {
  const fields = columns.map(({ name, type, width }) => {
    const element: DataType = new types[type]();
    return new Field(name, width === null ? element : new FixedSizeList(width, new Field('item', element)));
  });
  return new Schema(fields, new Map(metadata));
}

/** The same layout in Arrow's terms: a list column has a node and an (empty) validity buffer of its own before its values'. */
export function arrowLayout(columns: readonly Column[], rows: number): { nodes: FieldNode[]; buffers: BufferRegion[] } {
  const { values } = layoutOf(columns, rows);
  const nodes: FieldNode[] = [];
  const buffers: BufferRegion[] = [];
  for (const [index, { width }] of columns.entries()) {
    const { offset = 0, length = 0 } = values[index] ?? {};
    if (width !== null) {
      nodes.push(new FieldNode(rows, 0));
      buffers.push(new BufferRegion(offset, 0));
    }
    nodes.push(new FieldNode(rows * (width ?? 1), 0));
    buffers.push(new BufferRegion(offset, 0), new BufferRegion(offset, length));
  }
  return { nodes, buffers };
}
