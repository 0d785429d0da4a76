import type { InputsView, SampleView, TokensView } from '../../src/protocol/dashboard/predictionsPart.js';
import { formatCount, formatNumber } from '../../src/protocol/numberText.js';
import { Picture } from './picture.js';
import { TokenRow } from './tokenRow.js';

/** Values of a row that are shown, and those that its title has. */
const SHOWN_VALUES = 6;
const TITLE_VALUES = 200;

interface Props {
  readonly title: string;
  /** What makes a sample one of them. */
  readonly help: string;
  readonly samples: readonly SampleView[];
  readonly inputs: InputsView | null;
  readonly tokens: TokensView | null;
}

/** Samples that are worth a look: what went in, what it is, and what the model says. */
export function SampleCards({ title, help, samples, inputs, tokens }: Props) {
  if (samples.length === 0) return null;
  return (
    <div class="samples">
      <h3 title={help}>{title}</h3>
      <ul>
        {samples.map((sample) => (
          <li key={`${sample.number} ${sample.note}`} class={sample.isRight ? 'sample' : 'sample sample-wrong'}>
            <Input sample={sample} inputs={inputs} tokens={tokens} />
            <span class="sample-text">
              <span>
                <span class="muted">is</span> {sample.truth} <span class="muted">· said</span>{' '}
                <span class="sample-said">{sample.prediction}</span>
              </span>
              <span class="muted">
                {sample.note} · #{formatCount(sample.number + 1)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Input({ sample, inputs, tokens }: Pick<Props, 'inputs' | 'tokens'> & { readonly sample: SampleView }) {
  if (sample.input === null || !inputs) return null;
  const { size, picture, isGuess, names } = inputs;
  const values = inputs.values.subarray(sample.input * size, (sample.input + 1) * size);
  if (tokens) return <TokenRow values={values} tokens={tokens} />;
  if (picture) {
    const [height, width] = picture;
    const guess = isGuess ? `, drawn as ${height} × ${width} pixels, which is a guess` : '';
    return <Picture values={values} shape={picture} label={`Input of sample ${sample.number + 1}${guess}`} />;
  }
  const texts = [...values].map((value, index) => {
    const name = names?.[index];
    return name === undefined ? formatNumber(value) : `${name} ${formatNumber(value)}`;
  });
  const more = texts.length > SHOWN_VALUES ? ' …' : '';
  const rest = texts.length > TITLE_VALUES ? `, and ${formatCount(texts.length - TITLE_VALUES)} more` : '';
  return (
    <span class="sample-row" title={`${texts.slice(0, TITLE_VALUES).join(', ')}${rest}`}>
      {texts.slice(0, SHOWN_VALUES).join(', ')}
      {more}
    </span>
  );
}
