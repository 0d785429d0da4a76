import { ACTIVATION_FIGURES, OUTPUT_COLUMNS } from '../../src/protocol/activations.js';
import type { Activations, FitView } from '../../src/protocol/dashboard/parts.js';
import { ActivationRow } from './activationRow.js';

const { actZeros, actSaturated, actMean, actStd } = ACTIVATION_FIGURES;

const COLUMNS = [
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
];

const FIGURE_COLUMNS = OUTPUT_COLUMNS.map(({ column = '', help }) => ({ id: 'figure', label: column, title: help }));

interface Props {
  readonly fit: FitView;
  readonly activations: Activations;
}

/** Every layer with what it puts out: how much is dead or saturated, and how the rest is spread. */
export function ActivationTable({ fit, activations }: Props) {
  return (
    <>
      <p class="summary activation-summary">
        {activations.summary} {activations.interval}
      </p>
      <table class="activations" aria-labelledby="activations" style={{ '--figures': FIGURE_COLUMNS.length }}>
        <thead>
          <tr class="activation activation-head">
            {[...COLUMNS, ...FIGURE_COLUMNS].map(({ id, label, title }) => (
              <th key={label} scope="col" class={`cell activation-${id}`} title={title}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fit.layers.map((layer, index) => (
            <ActivationRow key={layer.name} layer={layer} index={index} activations={activations} />
          ))}
        </tbody>
      </table>
    </>
  );
}
