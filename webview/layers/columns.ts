/** The table's columns, each with what it means. */
export const columns = [
  { id: 'name', label: 'Layer', title: 'The layer’s name; a click shows its line in the editor' },
  { id: 'class', label: 'Type', title: 'Class and activation' },
  { id: 'shape', label: 'Output shape', title: 'Shape of what the layer gives on; ? is the batch’s size' },
  { id: 'params', label: 'Parameters', title: 'How many numbers the layer has to learn' },
  {
    id: 'norm',
    label: 'Gradient norm',
    title: 'L2 norm of the gradient of the layer’s kernel on the last batch: how strongly the loss pulls at it',
  },
  {
    id: 'trend',
    label: 'Trend',
    title:
      'The gradient norm from the first batch to the last, on a logarithmic scale of its own, at least two decades high',
  },
  {
    id: 'ratio',
    label: 'Update ratio',
    title:
      'Size of the last step relative to the weights’ size (L2 norms). About 1e-3 is usual: far less learns slowly, far more is unstable',
  },
  {
    id: 'zeros',
    label: 'Zeros',
    title: 'Share of the gradient’s elements that are exactly zero: many mean dead units',
  },
] as const;

export type ColumnId = (typeof columns)[number]['id'];

export const columnLabel = (id: ColumnId): string => columns.find((column) => column.id === id)?.label ?? '';
