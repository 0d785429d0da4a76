/** The columns of the layers' outputs, each with what it means. */
export const columns = [
  { id: 'name', label: 'Layer', title: 'The layer’s name and activation' },
  {
    id: 'zeros',
    label: 'Zeros',
    title:
      'Share of the layer’s outputs that are exactly 0 on the last measured batch. About half is usual behind a relu; all means that the layer is dead',
  },
  {
    id: 'saturated',
    label: 'Saturated',
    title:
      'Share of the outputs so near a bound of the activation that less than 4 % of its largest slope is left for the gradient: a sigmoid below 0.01 or above 0.99, a tanh beyond ±0.98, a hard sigmoid at 0 or 1. Other activations have no such bounds',
  },
  {
    id: 'trend',
    label: 'Over time',
    title:
      'The share of saturated outputs, or of zeros where the activation does not saturate, from 0 to 100 %, from the first batch to the last',
  },
  {
    id: 'mean',
    label: 'Mean ± deviation',
    title:
      'Mean and standard deviation of all outputs. A deviation near 0 means that the layer says the same of every input',
  },
] as const;
