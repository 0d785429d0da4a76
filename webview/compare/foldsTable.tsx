import type { FoldsView } from '../../src/protocol/dashboard/foldsPart.js';
import { ofKey } from '../../src/protocol/dashboard/foldsPart.js';
import { formatNumber } from '../../src/protocol/numberText.js';
import { isOfValidation } from '../../src/protocol/seriesKey.js';
import { spreadOf } from './spread.js';

interface Props {
  readonly folds: FoldsView;
  /** The fit that the dashboard shows. */
  readonly fit: number;
  onOpen(fit: number): void;
}

type Key = FoldsView['keys'][number];

/** What each fold came to, and their mean and deviation: on validation where there is some. */
export function FoldsTable({ folds, fit, onOpen }: Props) {
  const validation = folds.keys.filter(({ name }) => isOfValidation(name));
  const keys = validation.length > 0 ? validation : folds.keys;
  const values = (key: Key, of: 'best' | 'last') => ofKey(folds, 'fits', key.name)?.(folds[of]) ?? new Float32Array();
  const columns = keys.flatMap((key) =>
    (['best', 'last'] as const).map((of) => ({ key, of, values: values(key, of) })),
  );
  return (
    <>
      <p class="summary" title="Mean of each fold’s best epoch ± standard deviation between the folds">
        Best: {keys.map((key) => `${key.name} ${spreadText(values(key, 'best'))}`).join('; ')}, over {folds.fits.length}{' '}
        fits of one model, each from its start (folds, or repeats).
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: by keys it scrolls sideways. */}
      <section class="comparison-frame" tabIndex={0} aria-label="What each fold came to">
        <table class="comparison folds">
          <thead>
            <tr>
              <th scope="col">Fold</th>
              {columns.map(({ key, of }) => (
                <th key={`${key.name} ${of}`} scope="col" title={titleOf(key, of)}>
                  {of} {key.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {folds.fits.map((number, row) => (
              <tr key={number} class={number === fit ? 'comparison-main' : ''}>
                <th scope="row">
                  <button
                    type="button"
                    class="link"
                    aria-current={number === fit}
                    title={`Show fit ${number}`}
                    onClick={() => onOpen(number)}
                  >
                    Fit {number}
                  </button>
                </th>
                {columns.map(({ key, of, values: column }) => (
                  <td key={`${key.name} ${of}`}>{text(column[row])}</td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" title="Mean of the folds, and the standard deviation between them (of a sample: n − 1)">
                Mean ± deviation
              </th>
              {columns.map(({ key, of, values: column }) => (
                <td key={`${key.name} ${of}`}>{spreadText(column)}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
    </>
  );
}

const text = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '–' : formatNumber(value);

function titleOf({ name, higherIsBetter }: Key, of: 'best' | 'last'): string {
  if (of === 'last') return `${name} in the fold’s last epoch`;
  return `The ${higherIsBetter ? 'highest' : 'lowest'} ${name} of the fold’s epochs`;
}

function spreadText(values: Float32Array): string {
  const { count, mean, deviation } = spreadOf(values);
  if (count === 0) return '–';
  return count === 1 ? formatNumber(mean) : `${formatNumber(mean)} ± ${formatNumber(deviation, 2)}`;
}
