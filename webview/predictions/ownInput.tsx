import { useEffect, useRef, useState } from 'preact/hooks';
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
  const [isEdited, setEdited] = useState(false);
  const answer = useRef<HTMLDivElement>(null);
  const isAwaited = useRef(false);
  const ask = (input: readonly number[]): void => {
    setEdited(false);
    isAwaited.current = true;
    send({ type: 'askModel', track, input: [...input] });
  };
  useEffect(() => {
    if (!isAwaited.current || !own) return;
    answer.current?.scrollIntoView({ block: 'nearest' });
    isAwaited.current = own.isBusy;
  }, [own]);
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
                onSelect={(value) => {
                  setChosen(Number(value));
                  setEdited(true);
                }}
              />
            )}
            <Fields
              key={`${track} ${start?.label}`}
              {...{ view, inputs, tokens }}
              start={start?.values ?? null}
              onEdit={() => setEdited(true)}
              onAsk={ask}
            />
          </div>
          {own && (
            <div ref={answer} class="own-answer">
              {isEdited && <p class="muted">This answers the sample before your edit. Ask again for this one.</p>}
              <AskedAnswer asked={own} />
            </div>
          )}
        </div>
      )}
    </section>
  );
}

interface FieldsProps extends Pick<Props, 'view' | 'inputs' | 'tokens'> {
  readonly start: Float32Array | null;
  /** Another sample than was asked about stands there now. */
  onEdit(): void;
  onAsk(input: readonly number[]): void;
}

function Fields({ view: { shape, ranges }, inputs, tokens, ...more }: FieldsProps) {
  const [length = 0] = shape;
  if (tokens) return <OwnTokens tokens={tokens} length={length} {...more} />;
  if (inputs?.picture) return <OwnPicture shape={inputs.picture} range={ranges} {...more} />;
  return <OwnRow names={inputs?.names ?? []} ranges={ranges} {...more} />;
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
