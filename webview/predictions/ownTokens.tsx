import { useId, useState } from 'preact/hooks';
import type { TokensView } from '../../src/protocol/dashboard/predictionsPart.js';
import { formatCount, formatCounted } from '../../src/protocol/numberText.js';
import { Button } from '../components/toolkit.js';
import { tokensText, typedTokens, unpadded } from './tokenText.js';

/** Words that the vocabulary lacks, of which it is said. */
const SHOWN_UNKNOWN = 8;

interface Props {
  readonly tokens: TokensView;
  /** Tokens of a sample. */
  readonly length: number;
  readonly start: Float32Array | null;
  onEdit(): void;
  onAsk(input: readonly number[]): void;
}

/** A text of tokens for a model that begins with an embedding. */
export function OwnTokens({ tokens, length, start, onEdit, onAsk }: Props) {
  const [text, setText] = useState(() => (start ? tokensText(unpadded(start, tokens).tokens, tokens) : ''));
  const id = useId();
  const typed = typedTokens(text, tokens, length);
  return (
    <div class="own-tokens">
      <label for={id}>{tokens.words ? 'Words' : 'Tokens'}</label>
      <textarea
        id={id}
        rows={4}
        value={text}
        spellcheck={false}
        aria-describedby={`${id}-help`}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          onEdit();
        }}
      />
      <p id={`${id}-help`} class="muted">
        {tokens.words
          ? `Up to ${formatCounted(length, 'word')} as ${tokens.words.from} in the source has them, which is a guess, or their numbers.`
          : `Up to ${formatCounted(length, 'whole number')} from 0 to ${formatCount(tokens.count - 1)}, as the embedding takes them.`}
      </p>
      <p class="own-buttons" aria-live="polite">
        {'wrong' in typed ? (
          typed.wrong
        ) : (
          <>
            <Button
              label="Ask the Net"
              title="What the model makes of these tokens"
              appearance="primary"
              onClick={() => onAsk(typed.sample)}
            />
            {typed.unknown.length > 0 && (
              <span>
                Not in {tokens.words?.from}, so the net does not know them:{' '}
                {typed.unknown.slice(0, SHOWN_UNKNOWN).join(', ')}
                {typed.unknown.length > SHOWN_UNKNOWN && ', …'}.
              </span>
            )}
            {typed.padding > 0 && (
              <span class="muted">
                {formatCounted(typed.padding, 'zero')} {tokens.padding === 'back' ? 'after' : 'before'} them
                {tokens.padding === null ? ', which is a guess' : ', as in the samples'}.
              </span>
            )}
          </>
        )}
      </p>
    </div>
  );
}
