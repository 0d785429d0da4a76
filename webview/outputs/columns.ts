import { OUTPUT_FIGURES } from '../../src/protocol/activations.js';

const { actZeros, actSaturated, actMean, actStd } = OUTPUT_FIGURES;

/** The columns of the layers' outputs, each with what it means. */
export const columns = [
  { id: 'name', label: 'Layer', title: 'Name and activation of the layer' },
  { id: 'zeros', label: actZeros.label, title: actZeros.help },
  { id: 'saturated', label: actSaturated.label, title: actSaturated.help },
  {
    id: 'trend',
    label: 'Over time',
    title:
      'Share of saturated outputs (of zeros if the activation does not saturate), from 0 to 100%, from the first batch to the last',
  },
  { id: 'mean', label: `${actMean.label} ± ${actStd.label.toLowerCase()}`, title: `${actMean.help}. ${actStd.help}` },
] as const;
