import { useState } from 'preact/hooks';
import type { ComparisonView } from '../../src/protocol/dashboard/comparisonPart.js';
import { formatCounted } from '../../src/protocol/numberText.js';
import { Icon } from '../components/icon.js';
import { Button } from '../components/toolkit.js';
import { byValue } from '../format/order.js';
import type { TrackLook } from '../plots/trackLook.js';
import { RunSwatch } from './runSwatch.js';

interface Props {
  readonly comparison: ComparisonView;
  /** How the runs look in the plots. */
  readonly looks: readonly TrackLook[];
  /** Shows a run whole. */
  onOpen(run: string): void;
  /** Compares without it. */
  onRemove(run: string): void;
}

type Column = ComparisonView['columns'][number];

interface Order {
  readonly column: string;
  readonly isDescending: boolean;
}

/** Settings and results of the runs that are compared, a run a row; what is the same in all of them when asked for. */
export function ComparisonTable({ comparison: { runs, columns }, looks, onOpen, onRemove }: Props) {
  const [order, setOrder] = useState<Order | null>(null);
  const [showSame, setShowSame] = useState(false);
  const same = columns.filter(({ differs }) => !differs).length;
  const shown = columns.filter(({ differs }) => differs || showSame);
  const rows = sorted(runs, columns.find(({ name }) => name === order?.column)?.cells, order?.isDescending ?? false);
  const sortBy = (column: string): void =>
    setOrder({ column, isDescending: order?.column === column && !order.isDescending });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: by keys it scrolls sideways. */}
      <section class="comparison-frame" tabIndex={0} aria-label="Settings and results of the runs">
        <table class="comparison">
          <thead>
            <tr>
              <th scope="col">Run</th>
              {shown.map((column) => (
                <Heading key={column.name} column={column} order={order} onSort={() => sortBy(column.name)} />
              ))}
              <th scope="col">
                <span class="visually-hidden">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const { id, name, title } = runs[row] ?? { id: '', name: '', title: '' };
              const look = looks.find((each) => each.kind === 'run' && each.id === id);
              const slot = look?.kind === 'run' ? look.slot : 0;
              return (
                <tr key={id} class={row === 0 ? 'comparison-main' : ''}>
                  <th scope="row">
                    <button
                      type="button"
                      class="link comparison-run"
                      title={`${title}\n${row === 0 ? 'The dashboard shows this run' : 'Click to show this run in the dashboard'}`}
                      aria-current={row === 0}
                      onClick={() => onOpen(id)}
                    >
                      <RunSwatch slot={slot} />
                      {slot + 1} {name}
                    </button>
                  </th>
                  {shown.map((column) => {
                    const cell = column.cells[row];
                    return (
                      <td key={column.name} title={cell?.title ?? ''} class={cell?.text === 'unknown' ? 'muted' : ''}>
                        {cell?.text ?? '–'}
                      </td>
                    );
                  })}
                  <td>
                    <Button
                      label={`Remove ${name} from the comparison`}
                      title="Remove from the comparison"
                      icon="close"
                      appearance="icon"
                      onClick={() => onRemove(id)}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {same > 0 && (
        <button
          type="button"
          class="link comparison-same"
          aria-expanded={showSame}
          onClick={() => setShowSame(!showSame)}
        >
          {showSame ? 'Hide' : 'Show'} {formatCounted(same, 'column')} with no difference
        </button>
      )}
    </>
  );
}

interface HeadingProps {
  readonly column: Column;
  readonly order: Order | null;
  onSort(): void;
}

function Heading({ column: { name, label, help, kind, differs }, order, onSort }: HeadingProps) {
  const isSorted = order?.column === name;
  const direction = order?.isDescending ? 'descending' : 'ascending';
  const marked = differs ? 'The runs differ here. ' : 'The same in all runs, as far as it is known. ';
  return (
    <th scope="col" class={differs ? 'comparison-differs' : ''} aria-sort={isSorted ? direction : 'none'}>
      <button
        type="button"
        class="comparison-head"
        title={`${help}. ${marked}${kind === 'setting' ? 'A setting' : 'A result'}; click to sort by it`}
        onClick={onSort}
      >
        {differs && (
          <span class="comparison-mark" role="img" aria-label="differs">
            ≠
          </span>
        )}
        {label}
        {isSorted && <Icon name={order.isDescending ? 'arrow-down' : 'arrow-up'} />}
      </button>
    </th>
  );
}

/** Indices of the runs in their order. */
function sorted(runs: ComparisonView['runs'], cells: Column['cells'] | undefined, isDescending: boolean): number[] {
  const indices = runs.map((_, index) => index);
  if (!cells) return indices;
  const rank = (row: number): number | null => cells[row]?.rank ?? null;
  return indices.sort((one, other) => byValue(rank(one), rank(other), isDescending));
}
