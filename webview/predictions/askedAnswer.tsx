import { useState } from 'preact/hooks';
import type { AskedView } from '../../src/protocol/dashboard/askedPart.js';
import { formatCount, formatNumber, formatShare } from '../../src/protocol/numberText.js';
import { Dropdown, ProgressRing } from '../components/toolkit.js';
import { Picture } from './picture.js';

/** Outputs that are listed. */
const SHOWN = 10;

/** What the model makes of a person's own sample: its outputs, and of a picture what convolutions find in it. */
export function AskedAnswer({ asked }: { readonly asked: AskedView }) {
  const { isBusy, failure, summary, names, values, areShares, maps, filters } = asked;
  const order = [...values.keys()];
  if (areShares) order.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  return (
    <div aria-live="polite">
      {isBusy && (
        <p class="own-busy">
          <ProgressRing label="The model is asked" /> Asking the model.
        </p>
      )}
      {failure && <p>{failure}</p>}
      {summary && <p class="own-summary">{summary}</p>}
      {values.length > 0 && (
        <ul class="own-outputs" aria-label="Outputs">
          {order.slice(0, SHOWN).map((index) => (
            <li key={names[index]}>
              <span>{names[index]}</span>
              <Output value={values[index] ?? Number.NaN} isShare={areShares} />
            </li>
          ))}
          {values.length > SHOWN && <li class="muted">and {formatCount(values.length - SHOWN)} more</li>}
        </ul>
      )}
      {filters && (
        <Pictures
          title={`Filters of ${filters.label}`}
          help="What the first convolution multiplies each patch of the picture by: the lowest weight of a filter is dark, its highest bright"
          name="Filter"
          {...filters}
        />
      )}
      {maps.length > 0 && <FeatureMaps maps={maps} />}
    </div>
  );
}

function Output({ value, isShare }: { readonly value: number; readonly isShare: boolean }) {
  if (!isShare) return <span title={String(value)}>{formatNumber(value)}</span>;
  return (
    <span class="class-share" style={{ '--share': `${Math.round(value * 100)}%` }} title={String(value)}>
      {formatShare(value)}
    </span>
  );
}

function FeatureMaps({ maps }: Pick<AskedView, 'maps'>) {
  const [chosen, setChosen] = useState(0);
  const map = maps[chosen] ?? maps[0];
  if (!map) return null;
  return (
    <>
      {maps.length > 1 && (
        <Dropdown
          label="Convolution whose feature maps are shown"
          value={String(maps.indexOf(map))}
          options={maps.map(({ label }, index) => ({ value: String(index), label }))}
          onSelect={(value) => setChosen(Number(value))}
        />
      )}
      <Pictures
        title={`Feature maps of ${map.label}`}
        help="Where in the picture each filter finds what it looks for: a map’s lowest output is dark, its highest bright"
        name="Map"
        channels={1}
        {...map}
      />
    </>
  );
}

interface PicturesProps {
  readonly title: string;
  readonly help: string;
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** How many there are. */
  readonly of: number;
  readonly values: Float32Array;
}

function Pictures({ title, help, name, height, width, channels, of, values }: PicturesProps) {
  const size = height * width * channels;
  const shown = values.length / size;
  return (
    <>
      <h4 title={help}>
        {title}
        {shown < of && (
          <span class="muted">
            , the first {formatCount(shown)} of {formatCount(of)}
          </span>
        )}
      </h4>
      <ul class="own-maps" aria-label={title}>
        {Array.from({ length: shown }, (_, index) => {
          const own = values.subarray(index * size, (index + 1) * size);
          const [low, high] = [own.reduce((a, b) => Math.min(a, b)), own.reduce((a, b) => Math.max(a, b))];
          const text = low === high ? `always ${formatNumber(low)}` : `${formatNumber(low)} to ${formatNumber(high)}`;
          const label = `${name} ${index + 1}: ${text}`;
          return (
            <li key={label}>
              <Picture values={own} shape={[height, width, channels]} label={label} />
            </li>
          );
        })}
      </ul>
    </>
  );
}
