import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { array, type PyArray } from '../values/arrays.js';
import { numeric } from '../values/numeric.js';
import { unknown } from '../values/unknown.js';
import { type Arguments, isKind, type Value } from '../values/values.js';
import { argument } from './library.js';

/** Methods that keep shape and origin. */
const keeping =
  /^(?:astype|copy|to_numpy|as_matrix|fillna|sort_values|reset_index|replace|apply|map|shuffle|numpy|toarray|todense|clip|round|set_index|interpolate|cat|codes|persist|tolist|squeeze)$/;
/** Methods that leave some of the rows. */
const fewerRows = /^(?:dropna|sample|head|tail|drop_duplicates|query)$/;

export function arrayMethod(machine: Machine, self: PyArray, name: string, args: Arguments, node: PythonNode): Value {
  if (keeping.test(name)) return self;
  if (fewerRows.test(name)) return self.shape ? array([null, ...self.shape.slice(1)], self) : self;
  if (name === 'reshape') return reshaped(self, args.positional);
  if (name === 'flatten' || name === 'ravel') return reshaped(self, [-1]);
  if (name === 'transpose') return transposed(self, args.positional);
  if (name === 'drop') return dropped(self, args);
  if (name === 'pop' || name === 'get') return popped(machine, self, args);
  if (name === 'max' && self.classes !== null) return self.classes - 1;
  if (name === 'nunique' && self.classes !== null) return self.classes;
  if (name === 'unique') return array([self.classes], { classes: self.classes });
  if (name === 'argmax' && self.shape) return array(self.shape.slice(0, -1), self);
  return unknown(machine, node);
}

export function reshaped(self: PyArray, given: readonly Value[]): PyArray {
  const [first] = given;
  const wanted = isKind(first, 'list') ? first.items : given;
  const sizes = wanted.map((value) => numeric(value));
  const total = self.shape?.includes(null) ? null : (self.shape?.reduce<number>((a, b) => a * (b ?? 1), 1) ?? null);
  const known = sizes.filter((size) => size !== null && size >= 0).reduce<number>((a, b) => a * (b ?? 1), 1);
  const open = sizes.filter((size) => size === null || size < 0).length;
  return array(
    sizes.map((size) => {
      if (size !== null && size >= 0) return size;
      return total !== null && open === 1 && known > 0 ? Math.round(total / known) : null;
    }),
    self,
  );
}

export function transposed(self: PyArray, axes: readonly Value[]): PyArray {
  const [first] = axes;
  const order = (isKind(first, 'list') ? first.items : axes).map((axis) => numeric(axis));
  const { shape } = self;
  if (!shape) return self;
  return array(order.length > 0 ? order.map((axis) => shape[axis ?? 0] ?? null) : [...shape].reverse(), self);
}

/** `frame.drop('target', axis=1)`, `frame.drop(columns=['a', 'b'])`. */
function dropped(self: PyArray, args: Arguments): PyArray {
  const labels = argument(args, 0, 'columns', 'labels');
  const count = isKind(labels, 'list') ? labels.items.length : 1;
  const byColumn =
    args.named.has('columns') || argument(args, 1, 'axis') === 1 || argument(args, 1, 'axis') === 'columns';
  const [rows = null, columns = null] = self.shape ?? [];
  if (!byColumn) return array([null, columns], self);
  return array([rows, columns === null ? null : columns - count], { ...self, columns: null });
}

function popped(machine: Machine, self: PyArray, args: Arguments): PyArray {
  const [name] = args.positional;
  const column = array([self.shape?.[0] ?? null], { ...self, columns: typeof name === 'string' ? [name] : null });
  machine.trace.data.push(column);
  return column;
}
