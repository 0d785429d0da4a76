import type { TokensView } from '../../src/protocol/dashboard/predictionsPart.js';
import { formatCount, formatCounted } from '../../src/protocol/numberText.js';
import { tokensText, unpadded } from './tokenText.js';

/** Tokens that are shown, and those that the title has. */
const SHOWN = 12;
const TITLE = 200;

interface Props {
  readonly values: Float32Array;
  readonly tokens: TokensView;
}

/** A sample as its words or the numbers of its tokens, with what only fills it up dimmed. */
export function TokenRow({ values, tokens: view }: Props) {
  const { tokens, padding } = unpadded(values, view);
  const zeros = `${formatCounted(padding, 'zero')}, which seem to fill the sample up`;
  // A text says enough by itself.
  const filled = padding > 0 && !view.words && <span title={zeros}>{formatCount(padding)} × 0 </span>;
  const rest = tokens.length - TITLE;
  const from = view.words ? `Words as ${view.words.from} in the source has them, which is a guess: ` : '';
  const all = `${from}${tokensText(tokens.slice(0, TITLE), view)}${rest > 0 ? `, and ${formatCount(rest)} more` : ''}${padding > 0 && view.words ? `; and ${zeros}` : ''}`;
  return (
    <span class="sample-row" title={all}>
      {view.padding === 'front' && filled}
      <span class="sample-tokens">
        {tokensText(tokens.slice(0, SHOWN), view)}
        {tokens.length > SHOWN && (view.words ? ' …' : ', …')}
      </span>{' '}
      {view.padding === 'back' && filled}
      <span class="token-count">({formatCounted(tokens.length, view.words ? 'word' : 'token')})</span>
    </span>
  );
}
