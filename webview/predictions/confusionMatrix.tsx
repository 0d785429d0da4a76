import { useRef, useState } from 'preact/hooks';
import type { ClassesView } from '../../src/protocol/dashboard/predictionsPart.js';
import { formatCount, formatCounted, formatShare } from '../../src/protocol/numberText.js';
import { Chip } from '../components/chip.js';
import { arrowMove, type Cell as GridCell } from '../components/pointedCell.js';

interface Props {
  readonly view: ClassesView;
}

/** How often each class is taken for each: a row for what a sample is, a column for what the model says. */
export function ConfusionMatrix({ view: { names, counts } }: Props) {
  const [areShares, setShares] = useState(false);
  const [at, setAt] = useState<GridCell>({ row: 0, column: 0 });
  const table = useRef<HTMLTableElement>(null);
  const classes = names.length;
  const countOf = (truth: number, taken: number): number => counts[truth * classes + taken] ?? 0;
  const move = (event: KeyboardEvent): void => {
    const next = arrowMove(event.key, at, classes, classes);
    if (!next) return;
    event.preventDefault();
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.row},${next.column}"]`)?.focus();
  };
  return (
    <div class="confusion">
      <p class="chips">
        <Chip label="Counts" title="Samples in each cell" isOn={!areShares} onClick={() => setShares(false)} />
        <Chip
          label="Shares"
          title="Share of its row: of the samples that are of a class, how many are taken for each"
          isOn={areShares}
          onClick={() => setShares(true)}
        />
      </p>
      <div class="confusion-scroll">
        <table
          ref={table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrow keys go from cell to cell, which is what a grid is.
          role="grid"
          aria-label="Confusion matrix: rows what a sample is, columns what the model says"
        >
          <thead>
            <tr>
              <th scope="col" class="confusion-corner">
                is ↓ said →
              </th>
              {names.map((name) => (
                <th key={name} scope="col" title={`Taken for ${name}`}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={move}>
            {names.map((name, truth) => {
              const all = names.reduce((sum, _, taken) => sum + countOf(truth, taken), 0);
              return (
                <tr key={name}>
                  <th scope="row" title={`Samples that are ${name}: ${formatCount(all)}`}>
                    {name}
                  </th>
                  {names.map((said, taken) => (
                    <Cell
                      key={said}
                      at={[truth, taken]}
                      truth={name}
                      taken={said}
                      count={countOf(truth, taken)}
                      all={all}
                      isShare={areShares}
                      isCurrent={at.row === truth && at.column === taken}
                      onFocus={() => setAt({ row: truth, column: taken })}
                    />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface CellProps {
  /** Row and column. */
  readonly at: readonly [number, number];
  readonly truth: string;
  readonly taken: string;
  readonly count: number;
  /** Of the row. */
  readonly all: number;
  readonly isShare: boolean;
  /** The one that Tab leads to. */
  readonly isCurrent: boolean;
  onFocus(): void;
}

function Cell({ at, truth, taken, count, all, isShare, isCurrent, onFocus }: CellProps) {
  const share = all === 0 ? 0 : count / all;
  const isRight = truth === taken;
  const tint = isRight ? 'confusion-right' : 'confusion-wrong';
  const samples = `${formatCounted(count, 'sample')} of class ${truth} taken for ${taken}`;
  return (
    <td
      data-cell={at.join()}
      class={count === 0 ? '' : tint}
      style={{ '--share': `${Math.round(share * 100)}%` }}
      tabIndex={isCurrent ? 0 : -1}
      title={`${isRight ? 'Right' : 'Wrong'}: ${samples}, ${formatShare(share)} of the ${formatCount(all)} of that class`}
      onFocus={onFocus}
    >
      <span class={count === 0 ? 'muted' : ''}>{isShare ? formatShare(share) : formatCount(count)}</span>
    </td>
  );
}
