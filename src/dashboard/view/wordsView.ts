import type { InputsView, TokensView } from '../../protocol/dashboard/predictionsPart.js';
import type { Tokens } from '../../runs/predictions/tokens.js';
import type { Fit, Run } from '../../runs/types.js';

/** What tokens seem to stand for: all that the embedding knows once one can be typed, before that those that are shown. */
export function wordsView(
  { fits }: Pick<Run, 'fits'>,
  { summary, end }: Pick<Fit, 'summary' | 'end'>,
  tokens: Tokens | null,
  shown: InputsView | null,
): TokensView['words'] {
  const { words } = [summary, ...fits.map((each) => each.summary)].find(({ setup }) => setup?.words)?.setup ?? {};
  if (!tokens || !words || summary.setup?.data !== null) return null;
  const known = words.list.slice(0, tokens.count);
  const needed = new Set(shown?.values);
  return { from: words.from, list: end ? known : known.map((word, token) => (needed.has(token) ? word : '')) };
}
