import { useId, useState } from 'preact/hooks';
import type { TokensView } from '../../src/protocol/dashboard/predictionsPart.js';
import { formatCount, formatCounted } from '../../src/protocol/numberText.js';
import { Button } from '../components/toolkit.js';
import { typedTokens, unpadded } from './tokenText.js';

interface Props {
  readonly tokens: TokensView;
  /** Tokens of a sample. */
  readonly length: number;
  readonly start: Float32Array | null;
  onAsk(input: readonly number[]): void;
}

/** A text of tokens for a model that begins with an embedding. */
export function OwnTokens({ tokens, length, start, onAsk }: Props) {
  const [text, setText] = useState(() => (start ? unpadded(start, tokens).tokens.join(', ') : ''));
  const id = useId();
  const typed = typedTokens(text, tokens, length);
  return (
    <div class="own-tokens">
      <label for={id}>Tokens</label>
      <textarea
        id={id}
        rows={4}
        value={text}
        spellcheck={false}
        aria-describedby={`${id}-help`}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <p id={`${id}-help`} class="muted">
        Up to {formatCounted(length, 'whole number')} from 0 to {formatCount(tokens.count - 1)}, as the embedding takes
        them.
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
