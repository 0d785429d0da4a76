import { useRef, useState } from 'preact/hooks';
import type { DataAnswer } from '../../src/protocol/depth/answers.js';
import { formatCount, formatCounted, formatNumber } from '../../src/protocol/numberText.js';
import { arrowMove, type Cell } from '../components/pointedCell.js';
import { numberText } from '../format/units.js';
import { Curves, HIGHEST, NetCurves } from './dataCurves.js';
import { bestOf, isWhole, layersText, netAt, netTitle, shareText, shortTurn, turnText } from './dataNets.js';
import { Measured } from './measured.js';

interface Props {
  readonly answer: DataAnswer;
  readonly isBusy: boolean;
}

/** A net for each share of the data and each depth, with its lowest validation loss and where that turned; and the curves of the one that is picked. */
export function Data({ answer, isBusy }: Props) {
  const { shares, depths } = answer;
  const [picked, setPicked] = useState<Cell>({ row: 0, column: depths.length - 1 });
  const table = useRef<HTMLTableElement>(null);
  const move = (event: KeyboardEvent): void => {
    const next = arrowMove(event.key, picked, shares.length, depths.length);
    if (!next) return;
    event.preventDefault();
    setPicked(next);
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.row},${next.column}"]`)?.focus();
  };
  const most = shares.length - 1;
  const compared = [...new Set([picked.row, most])].flatMap((share) => netAt(answer, share, picked.column) ?? []);
  return (
    <>
      <Origin answer={answer} />
      <table class="depth-table depth-grid" ref={table} onKeyDown={move}>
        <thead>
          <tr>
            <th scope="col">Trained on</th>
            {depths.map((depth, column) => (
              <th key={depth} scope="col" title="Layers in the middle, between the input and the output layer">
                {layersText(answer, column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shares.map(({ percent, samples }, row) => (
            <tr key={percent}>
              <th
                scope="row"
                title={`${percent}% of the samples that are not kept for validation = ${formatCount(samples)}; the smaller shares are part of it`}
              >
                {percent}% <span class="muted">{formatCounted(samples, 'sample')}</span>
              </th>
              {depths.map((depth, column) => (
                <td key={depth}>
                  <NetCell
                    answer={answer}
                    cell={{ row, column }}
                    isBusy={isBusy}
                    isPicked={picked.row === row && picked.column === column}
                    onPick={() => setPicked({ row, column })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div class="depth-compared">
        {compared.map((net) => (
          <NetCurves key={net.share} answer={answer} net={net} />
        ))}
      </div>
      <Legend answer={answer} />
    </>
  );
}

interface CellProps extends Props {
  readonly cell: Cell;
  readonly isPicked: boolean;
  onPick(): void;
}

function NetCell({ answer, cell: { row, column }, isBusy, isPicked, onPick }: CellProps) {
  const net = netAt(answer, row, column);
  const what = `${layersText(answer, column)}, ${shareText(answer, row)}`;
  const turn = !net
    ? isBusy
      ? 'to come'
      : 'not trained'
    : net.hasTurned
      ? shortTurn(answer, net)
      : isWhole(answer, net)
        ? 'no turn'
        : isBusy
          ? 'training'
          : 'cut short';
  const best = net ? numberText(net.best === null ? null : bestOf(net)) : '–';
  const state = net?.hasTurned ? `over-fits ${turnText(answer, net)}` : turn;
  return (
    <button
      type="button"
      class="depth-net"
      data-cell={`${row},${column}`}
      tabIndex={isPicked ? 0 : -1}
      aria-pressed={isPicked}
      aria-label={`${what}: lowest validation loss ${best}, ${state}`}
      title={net ? netTitle(answer, net) : 'This net is not trained yet'}
      onClick={onPick}
    >
      {net ? <Curves answer={answer} net={net} /> : <span class="depth-curves" />}
      <span class="depth-net-best">{best}</span>
      <span class={net?.hasTurned ? 'depth-net-turn' : 'depth-net-turn muted'}>{turn}</span>
    </button>
  );
}

/** Where the samples come from, unless they are the model's own. */
function Origin({ answer: { standIn, isNoise } }: Pick<Props, 'answer'>) {
  if (standIn) {
    const why =
      standIn.because === 'noise'
        ? 'This model trains on random numbers. They are noise: nothing in them holds for other samples, so over-fitting is all there would be.'
        : 'This model trains on too few samples to take shares of.';
    return (
      <p>
        {why} These nets train on built-in data that fit it: <strong>{standIn.title}</strong>.
      </p>
    );
  }
  return isNoise ? (
    <p>
      This model trains on random numbers, and no built-in data fit it. They are noise: whatever a net learns here, it
      learns by heart, and over-fitting is all there is.
    </p>
  ) : null;
}

function Legend({ answer }: Pick<Props, 'answer'>) {
  const { guess, steps, batch, width, activation, validation, classes, standIn } = answer;
  return (
    <p class="muted">
      Below each curve: the lowest validation loss, and from when on it rises while the training loss falls. Blue is the
      loss on the samples that a net is trained on; orange and dashed, on the {formatCounted(validation, 'sample')} kept
      for validation, the same for all nets; gray is what guessing gives,{' '}
      <Measured
        text={numberText(guess)}
        title={`The loss of always saying the mean of the targets, over ${formatCounted(validation, 'validation sample')}: ${formatNumber(guess ?? Number.NaN)}`}
      />
      , and what leaves a plot at its top is above {HIGHEST} times that. Each share holds the smaller ones
      {classes > 0 ? `, and its part of each of ${formatCount(classes)} classes` : ''}. The layers have{' '}
      {formatCounted(width, 'unit')} and {activation === 'linear' ? 'no activation' : activation}, as the middle layers
      of this model; all nets of one depth start with the same weights and take{' '}
      <Measured
        text={formatCounted(steps, 'step')}
        title={`As many as there is time for. A step takes ${batch} samples, so a net goes through a small share more often: epochs = steps × ${batch} / samples`}
      />{' '}
      with Adam{standIn ? '' : ', on its own data'}.
    </p>
  );
}
