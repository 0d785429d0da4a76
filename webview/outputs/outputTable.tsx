import type { Activations, FitView } from '../../src/protocol/dashboard/parts.js';
import { columns } from './columns.js';
import { summarizeOutputs } from './explainOutput.js';
import { layerOutput } from './layerOutput.js';
import { OutputRow } from './outputRow.js';

interface Props {
  readonly fit: FitView;
  readonly activations: Activations;
}

/** Every layer with what it puts out: how much is dead or saturated, and how the rest is spread. */
export function OutputTable({ fit, activations }: Props) {
  return (
    <>
      <p class="summary output-summary">{summarizeOutputs(fit, activations)}</p>
      <table class="outputs" aria-labelledby="outputs">
        <thead>
          <tr class="output output-head">
            {columns.map(({ id, label, title }) => (
              <th key={id} scope="col" class={`cell output-${id}`} title={title}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fit.layers.map((layer, index) => (
            <OutputRow
              key={layer.name}
              fit={fit}
              layer={layer}
              index={index}
              output={layerOutput(activations, index)}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}
