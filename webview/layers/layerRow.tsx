import type { ComponentChildren } from 'preact';
import type { GradientMark, LayerView } from '../../src/protocol/dashboard/parts.js';
import { figureText, formatCount } from '../../src/protocol/numberText.js';
import type { Figure, FigureName } from '../../src/protocol/statistics.js';
import { GradientSign } from '../components/gradientSign.js';
import { Icon } from '../components/icon.js';
import { LinkButton } from '../components/linkButton.js';
import { cellColor, type Domain } from '../heatmap/normScale.js';
import { useColors } from '../theme/colors.js';
import { figureClass, NORM, OTHERS } from './layerColumns.js';
import { Sparkline } from './sparkline.js';

interface Props {
  readonly layer: LayerView;
  /** Figures of the last batch; null where it had no gradient for the layer. */
  readonly figureOf: ((name: FigureName) => number) | null;
  readonly history: Float32Array | null;
  /** What its gradient needs a look for. */
  readonly mark: GradientMark | null;
  readonly domain: Domain;
  readonly isOpen: boolean;
  onToggle(): void;
  onReveal(): void;
}

export function LayerRow({ layer, figureOf, history, mark, domain, isOpen, onToggle, onReveal }: Props) {
  return (
    <tr class="layer">
      <th scope="row" class="cell cell-name">
        {layer.weight !== null && (
          <button
            type="button"
            class="toggle"
            aria-label={`Details of ${layer.label}`}
            aria-expanded={isOpen}
            title={isOpen ? 'Hide details' : 'Show all that is known of the gradient'}
            onClick={onToggle}
          >
            <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
          </button>
        )}
        <GradientSign mark={mark} />
        {layer.revealable ? (
          <LinkButton text={layer.label} title={`Show the line of ${layer.name} in the editor`} onClick={onReveal} />
        ) : (
          <span title={`${layer.name}: the line that creates it is unknown`}>{layer.label}</span>
        )}
      </th>
      <td class="cell cell-shape">{layer.outputShape}</td>
      <td class="cell cell-params">
        {formatCount(layer.params)}
        <span class="cell-unit"> params</span>
      </td>
      <Measure figure={NORM} value={figureOf?.(NORM.name) ?? null} none={layer.noGradient ?? '–'}>
        {figureOf && <NormChip norm={figureOf(NORM.name)} domain={domain} />}
      </Measure>
      <td class="cell cell-trend">{history && <Sparkline norms={history} />}</td>
      {OTHERS.map((figure) => (
        <Measure key={figure.name} figure={figure} value={figureOf?.(figure.name) ?? null} none="–" />
      ))}
    </tr>
  );
}

interface MeasureProps {
  readonly figure: Figure;
  /** Null where it is not measured. */
  readonly value: number | null;
  /** Stands in place of a value. */
  readonly none: string;
  readonly children?: ComponentChildren;
}

/** A measured value; in narrow panels, where the table has no head, its label stands before it. */
function Measure({ figure, value, none, children }: MeasureProps) {
  return (
    <td class={`cell ${figureClass(figure)}${value === null ? ' muted' : ''}`}>
      <span class="cell-label" aria-hidden="true">
        {figure.column}
      </span>
      {children}
      <span class="cell-value">{value === null ? none : figureText(figure, value)}</span>
    </td>
  );
}

/** The norm's color in the heat map, beside its value. */
function NormChip({ norm, domain }: { readonly norm: number; readonly domain: Domain }) {
  const background = cellColor(norm, domain, useColors());
  return <span class="swatch" aria-hidden="true" style={{ background }} />;
}
