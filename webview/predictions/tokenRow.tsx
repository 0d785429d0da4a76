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
  const filled = padding > 0 && (
    <span title={`${formatCounted(padding, 'zero')}, which seem to fill the sample up`}>
      {formatCount(padding)} × 0{' '}
    </span>
  );
  const rest = tokens.length - TITLE;
  const from = view.words ? `Words as ${view.words.from} in the source has them, which is a guess: ` : '';
  const all = `${from}${tokensText(tokens.slice(0, TITLE), view)}${rest > 0 ? `, and ${formatCount(rest)} more` : ''}`;
  return (
    <span class="sample-row" title={all}>
      {view.padding === 'front' && filled}
      <span class="sample-tokens">
        {tokensText(tokens.slice(0, SHOWN), view)}
        {tokens.length > SHOWN && (view.words ? ' …' : ', …')}
      </span>{' '}
      {view.padding === 'back' && filled}
      <span class="token-count">({formatCounted(tokens.length, 'token')})</span>
    </span>
  );
}
