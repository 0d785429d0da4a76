import type { ComponentChildren } from 'preact';
import { OUTPUT_FIGURES, type OutputName } from '../../src/protocol/activations.js';
import { figureText, formatCount, formatNumber, outputText } from '../../src/protocol/numberText.js';
import { FIGURES, type FigureName } from '../../src/protocol/statistics.js';
import { Icon } from '../components/icon.js';
import { cellColor, type Domain } from '../heatmap/normScale.js';
import { useColors } from '../theme/colors.js';
import type { LayerFacts } from './layerFacts.js';
import { ShareBar } from './shareBar.js';
import { Sparkline } from './sparkline.js';

/** A column of the table of layers. Narrow panels leave some out, which the style sheet says. */
export interface LayerColumn {
  /** Of the style sheet, and of the order that a person has chosen. */
  readonly id: string;
  readonly label: string;
  /** What it means, with its formula and unit. */
  readonly help: string;
  readonly isNumber: boolean;
  /** What it sorts by; null where the layer has none. */
  value(facts: LayerFacts): number | null;
  cell(facts: LayerFacts, domain: Domain): ComponentChildren;
  /** What a cell's own hover adds. */
  title?(facts: LayerFacts): string;
}

const none = <span class="muted">–</span>;

const LARGEST_WRITTEN_OUT = 1e9;
const countText = (count: number): string => (count < LARGEST_WRITTEN_OUT ? formatCount(count) : formatNumber(count));

const figureColumn = (id: string, name: FigureName, label: string, cell: LayerColumn['cell']): LayerColumn => {
  const help = FIGURES.find((figure) => figure.name === name)?.help ?? '';
  return { id, label, help, isNumber: true, value: ({ figureOf }) => figureOf?.(name) ?? null, cell };
};

const figureOfOutput = (name: OutputName) => OUTPUT_FIGURES.find((figure) => figure.name === name);

const outputColumn = (id: string, name: OutputName, cell: LayerColumn['cell']): LayerColumn => {
  const { label = '', column = label, help = '' } = figureOfOutput(name) ?? {};
  const value = ({ outputOf }: LayerFacts): number | null => {
    const own = outputOf(name);
    return Number.isNaN(own) ? null : own;
  };
  return { id, label: column, help, isNumber: true, value, cell };
};

/** A share of the outputs, marked where it is what is wrong with them. */
const shareCell = (name: OutputName, trouble: string) => (facts: LayerFacts) => (
  <>
    {facts.outputTrouble === trouble && <Icon name="warning" />}
    <ShareBar share={facts.outputOf(name)} />
  </>
);

/** How many decades a layer's gradient has risen, from the first to the last value of its trend that is above zero. */
function decadesRisen({ history }: LayerFacts): number | null {
  const positive = history?.filter((norm) => norm > 0 && Number.isFinite(norm)) ?? new Float32Array();
  const [first, last] = [positive[0], positive.at(-1)];
  return first === undefined || last === undefined ? null : Math.log10(last / first);
}

const OF_MODEL: readonly LayerColumn[] = [
  {
    id: 'shape',
    label: 'Shape',
    help: 'Shape of the layer’s output; ? is the number of samples in a batch. Sorts by the values that one sample has',
    isNumber: false,
    value: ({ layer }) => layer.outputs,
    cell: ({ layer }) => layer.outputShape,
  },
  {
    id: 'params',
    label: 'Parameters',
    help: 'How many numbers the layer keeps: weights and biases. A Dense layer has inputs × units + units',
    isNumber: true,
    value: ({ layer }) => layer.params,
    cell: ({ layer }) => countText(layer.params),
  },
  {
    id: 'multiply-adds',
    label: 'Multiply-adds',
    help: 'Products of a value and a weight, each added to a sum, that the layer takes for one sample on its way forward: elements of each weight × places where it is used. A Dense layer has inputs × units',
    isNumber: true,
    value: ({ layer }) => layer.multiplyAdds?.count ?? null,
    cell: ({ layer }) => (layer.multiplyAdds ? countText(layer.multiplyAdds.count) : none),
    title: ({ layer }) =>
      layer.multiplyAdds?.how ??
      'Not known: its weights are not recorded, or a size is open, or it has weights of its own kind',
  },
];

const LAYER: LayerColumn = {
  id: 'layer',
  label: 'Layer',
  help: 'Position in the model, class, units, and activation, with a sign where it needs a look. Sorts by position; click a name to show its line in the editor',
  isNumber: false,
  value: ({ index }) => index,
  // The head of a row, which the row makes itself.
  cell: () => null,
};

const GRADIENT: readonly LayerColumn[] = [
  figureColumn('gradient', 'gradNorm', 'Gradient', ({ layer, figureOf }, domain) =>
    figureOf ? (
      <>
        <NormChip norm={figureOf('gradNorm')} domain={domain} />
        <span class="cell-value">{formatNumber(figureOf('gradNorm'))}</span>
      </>
    ) : (
      <span class="muted">{layer.noGradient ?? '–'}</span>
    ),
  ),
  figureColumn('ratio', 'updateRatio', 'Update ratio', ({ figureOf }) =>
    figureOf ? figureText({ format: 'number' }, figureOf('updateRatio')) : none,
  ),
];

const OUTPUTS: readonly LayerColumn[] = [
  outputColumn('zeros', 'actZeros', shareCell('actZeros', 'all zero')),
  outputColumn('saturated', 'actSaturated', shareCell('actSaturated', 'saturated')),
  outputColumn('rank', 'actRank', ({ outputOf }) => {
    const figure = figureOfOutput('actRank');
    return figure ? outputText(figure, outputOf) : none;
  }),
];

const TREND: LayerColumn = {
  id: 'trend',
  label: 'Trend',
  help: 'Gradient norm over the batches that the plots show, on a logarithmic scale of its own that spans at least two decades. Sorts by the decades that it rose, log₁₀(last / first)',
  isNumber: false,
  value: decadesRisen,
  cell: ({ history }) => history && <Sparkline norms={history} />,
};

/** The table's columns; those of outputs where they are measured. */
export const layerColumns = (haveOutputs: boolean): readonly LayerColumn[] => [
  LAYER,
  ...OF_MODEL,
  ...GRADIENT,
  ...(haveOutputs ? OUTPUTS : []),
  TREND,
];

/** The norm's color in the heat map, beside its value. */
function NormChip({ norm, domain }: { readonly norm: number; readonly domain: Domain }) {
  const background = cellColor(norm, domain, useColors());
  return <span class="swatch" aria-hidden="true" style={{ background }} />;
}
