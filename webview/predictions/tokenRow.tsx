import type { TokensView } from '../../src/protocol/dashboard/predictionsPart.js';
import { formatCount, formatCounted } from '../../src/protocol/numberText.js';
import { unpadded } from './tokenText.js';

/** Tokens that are shown, and those that the title has. */
const SHOWN = 12;
const TITLE = 200;

interface Props {
  readonly values: Float32Array;
  readonly tokens: TokensView;
}

/** A sample as the numbers of its tokens, with what only fills it up dimmed. */
export function TokenRow({ values, tokens: view }: Props) {
  const { tokens, padding } = unpadded(values, view);
  const filled = padding > 0 && (
    <span title={`${formatCounted(padding, 'zero')}, which seem to fill the sample up`}>
      {formatCount(padding)} × 0{' '}
    </span>
  );
  const rest = tokens.length - TITLE;
  const all = `${tokens.slice(0, TITLE).join(', ')}${rest > 0 ? `, and ${formatCount(rest)} more` : ''}`;
  return (
    <span class="sample-row" title={all}>
      {view.padding === 'front' && filled}
      <span class="sample-tokens">
        {tokens.slice(0, SHOWN).join(', ')}
        {tokens.length > SHOWN && ', …'}
      </span>{' '}
      {view.padding === 'back' && filled}
      <span class="token-count">({formatCounted(tokens.length, 'token')})</span>
    </span>
  );
}
