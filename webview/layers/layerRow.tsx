import { GradientSign } from '../components/gradientSign.js';
import { Icon } from '../components/icon.js';
import { LinkButton } from '../components/linkButton.js';
import type { Domain } from '../heatmap/normScale.js';
import type { LayerColumn } from './layerColumns.js';
import type { LayerFacts } from './layerFacts.js';

interface Props {
  readonly facts: LayerFacts;
  /** Its head is the first of them. */
  readonly columns: readonly LayerColumn[];
  readonly domain: Domain;
  readonly isOpen: boolean;
  onToggle(): void;
  onReveal(): void;
}

/** One layer as a line of the table. */
export function LayerRow({ facts, columns, domain, isOpen, onToggle, onReveal }: Props) {
  const { layer, mark, trouble } = facts;
  return (
    <tr class="layer">
      <th scope="row" class="cell cell-layer">
        <button
          type="button"
          class="toggle"
          aria-label={`Details of ${layer.label}`}
          aria-expanded={isOpen}
          title={isOpen ? 'Hide details' : 'Show all that is known of the layer'}
          onClick={onToggle}
        >
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
        </button>
        <span class="layer-name">
          {mark && <GradientSign mark={mark} />}
          {!mark && trouble.length > 0 && (
            <span class="layer-trouble" title={trouble.join('\n')}>
              <Icon name="warning" />
              <span class="visually-hidden">needs a look</span>
            </span>
          )}
          {layer.revealable ? (
            <LinkButton text={layer.label} title={`Show the line of ${layer.name} in the editor`} onClick={onReveal} />
          ) : (
            <span title={`${layer.name}: the line that creates it is unknown`}>{layer.label}</span>
          )}
        </span>
      </th>
      {columns.slice(1).map(({ id, isNumber, cell, title }) => (
        <td key={id} class={`cell cell-${id} ${isNumber ? 'cell-number' : ''}`} title={title?.(facts)}>
          {cell(facts, domain)}
        </td>
      ))}
    </tr>
  );
}
