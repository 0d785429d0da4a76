import { useState } from 'preact/hooks';
import type { AskedView } from '../../src/protocol/dashboard/askedPart.js';
import type { InputsView, OwnInputView, SampleView, TokensView } from '../../src/protocol/dashboard/predictionsPart.js';
import { formatCount } from '../../src/protocol/numberText.js';
import { Dropdown } from '../components/toolkit.js';
import { send } from '../host.js';
import { AskedAnswer } from './askedAnswer.js';
import { OwnPicture } from './ownPicture.js';
import { OwnRow } from './ownRow.js';
import { OwnTokens } from './ownTokens.js';

interface Props {
  readonly track: string;
  readonly view: OwnInputView;
  /** Those that are shown, which one may begin with. */
  readonly samples: readonly SampleView[];
  readonly inputs: InputsView | null;
  readonly tokens: TokensView | null;
  readonly asked: AskedView | null;
}

/** A sample that a person types, draws, or drops, and what the model as it was at the fit's end makes of it. */
export function OwnInput({ track, view, samples, inputs, tokens, asked }: Props) {
  const known = samplesOf(samples, inputs);
  const [chosen, setChosen] = useState(0);
  const start = known[chosen] ?? known[0];
  const own = asked?.track === track ? asked : null;
  const ask = (input: readonly number[]): void => send({ type: 'askModel', track, input: [...input] });
  return (
    <section class="own" aria-label="Try a sample of your own">
      <h3 title="The model with its weights at the fit’s end, which the run’s folder keeps, is asked in a process of its own; no code of the workspace runs">
        Try a sample of your own
      </h3>
      {view.reason !== null ? (
        <p class="muted">{view.reason}</p>
      ) : (
        <div class="own-parts">
          <div class="own-input">
            {start && (
              <Dropdown
                label="Sample to begin with"
                value={String(known.indexOf(start))}
                options={known.map(({ label }, index) => ({ value: String(index), label }))}
                onSelect={(value) => setChosen(Number(value))}
              />
            )}
            <Fields
              key={`${track} ${start?.label}`}
              {...{ view, inputs, tokens }}
              start={start?.values ?? null}
              onAsk={ask}
            />
          </div>
          {own && <AskedAnswer asked={own} />}
        </div>
      )}
    </section>
  );
}

interface FieldsProps extends Pick<Props, 'view' | 'inputs' | 'tokens'> {
  readonly start: Float32Array | null;
  onAsk(input: readonly number[]): void;
}

function Fields({ view: { shape, ranges }, inputs, tokens, start, onAsk }: FieldsProps) {
  const [length = 0] = shape;
  if (tokens) return <OwnTokens tokens={tokens} length={length} start={start} onAsk={onAsk} />;
  if (inputs?.picture) return <OwnPicture shape={inputs.picture} range={ranges} start={start} onAsk={onAsk} />;
  return <OwnRow names={inputs?.names ?? []} ranges={ranges} start={start} onAsk={onAsk} />;
}

interface KnownSample {
  readonly label: string;
  readonly values: Float32Array;
}

/** Each once, with what it is. */
function samplesOf(samples: readonly SampleView[], inputs: InputsView | null): KnownSample[] {
  if (!inputs) return [];
  const rows = new Map(samples.flatMap((sample) => (sample.input === null ? [] : [[sample.input, sample] as const])));
  return [...rows].map(([row, { number, truth }]) => ({
    label: `Sample #${formatCount(number + 1)}, is ${truth}`,
    values: inputs.values.subarray(row * inputs.size, (row + 1) * inputs.size),
  }));
}
