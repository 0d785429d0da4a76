import { useState } from 'preact/hooks';
import { formatNumber } from '../../src/protocol/numberText.js';
import { Button } from '../components/toolkit.js';

interface Props {
  /** Of the values; shorter where they have none. */
  readonly names: readonly string[];
  /** Of each value its lowest and highest in the samples. */
  readonly ranges: Float32Array;
  readonly start: Float32Array | null;
  onEdit(): void;
  onAsk(input: readonly number[]): void;
}

/** A row of numbers, each in a field of its own. */
export function OwnRow({ names, ranges, start, onEdit, onAsk }: Props) {
  const size = ranges.length / 2;
  const [texts, setTexts] = useState(() => Array.from({ length: size }, (_, at) => shortest(start?.[at] ?? 0)));
  const fields = texts.map((text, at) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    const [low = Number.NaN, high = Number.NaN] = ranges.subarray(2 * at, 2 * at + 2);
    const name = names[at] ?? `x${subscript(at + 1)}`;
    return { text, value, name, range: rangeText(low, high), warning: farText(name, value, low, high) };
  });
  const values = fields.map(({ value }) => value);
  const isWhole = values.every(Number.isFinite);
  const far = fields.find(({ warning }) => warning !== null);
  return (
    <form
      class="own-row"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) onAsk(values);
      }}
    >
      {fields.map(({ text, name, range }, at) => (
        <label key={name} title={`In the samples: ${range}`}>
          {name}
          <input
            type="number"
            step="any"
            value={text}
            onInput={({ currentTarget }) => {
              const typed = currentTarget.value;
              setTexts((all) => all.map((each, index) => (index === at ? typed : each)));
              onEdit();
            }}
          />
          <span class="muted">{range}</span>
        </label>
      ))}
      {far && <p class="own-far">{far.warning}</p>}
      <p>
        {isWhole ? (
          <Button
            label="Ask the Net"
            title="What the model makes of these numbers"
            appearance="primary"
            onClick={() => onAsk(values)}
          />
        ) : (
          'Every field needs a number.'
        )}
      </p>
    </form>
  );
}

function rangeText(low: number, high: number): string {
  if (Number.isNaN(low)) return '';
  return low === high ? `always ${formatNumber(low)}` : `${formatNumber(low)} to ${formatNumber(high)}`;
}

/** What keeps the net from an answer to a value; null where nothing does. */
function farText(name: string, typed: number, low: number, high: number): string | null {
  // As the range has it, in single precision, where 0.1 is another number than what is typed.
  const value = Math.fround(typed);
  if (low === high && value !== low && !Number.isNaN(value))
    return `${name} is ${formatNumber(low)} in all samples: the net has seen nothing of other values.`;
  const isFar = value < low - (high - low) || value > high + (high - low);
  if (!isFar) return null;
  return `${name} is far from the samples, which go from ${rangeText(low, high)}: where data is scaled, the net takes the scaled numbers.`;
}

/** As few digits as tell a single-precision number from its neighbors. */
const shortest = (value: number): string => String(Number(value.toPrecision(7)));

/** As the axes of surfaces have it. */
const subscript = (number: number): string =>
  String(number).replaceAll(/\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)));
