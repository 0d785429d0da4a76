import type { GradientFacts } from './explainGradient.js';

/** What a layer's gradient comes to at a glance; the first that is true counts, and of several layers the first that is true of one. */
export type GradientSign = 'not-a-number' | 'exploding' | 'only-zeros' | 'no-gradient' | 'vanishing' | 'calm';

interface SignEntry {
  /** Told apart by its shape alone. */
  readonly sign: string;
  /** None for what needs no look. */
  readonly words: string;
  /** Whether the norm says more than the words do. */
  readonly withNorm: boolean;
  /** Which of the two colors of what needs a look it has; null for what needs none. */
  readonly tone: 'vanishing' | 'exploding' | null;
}

/** What needs a look. */
export type MarkedSign = Exclude<GradientSign, 'calm'>;

/** Sign, words, and color of each, most in need of a look first. */
export const GRADIENT_SIGNS = {
  'not-a-number': { sign: '×', words: 'not a number', withNorm: false, tone: 'exploding' },
  exploding: { sign: '▲', words: 'exploding', withNorm: true, tone: 'exploding' },
  'only-zeros': { sign: '○', words: 'only zeros', withNorm: false, tone: 'vanishing' },
  'no-gradient': { sign: '○', words: 'no gradient', withNorm: false, tone: 'vanishing' },
  vanishing: { sign: '▼', words: 'vanishing', withNorm: true, tone: 'vanishing' },
  calm: { sign: '∇', words: '', withNorm: true, tone: null },
} as const satisfies Record<GradientSign, SignEntry>;

type SignFacts = Pick<GradientFacts, 'norm' | 'level' | 'blocked' | 'solved'>;

const ORDER = Object.keys(GRADIENT_SIGNS) as readonly GradientSign[];

export function gradientSign({ norm, level, blocked, solved }: SignFacts): GradientSign {
  if (Number.isNaN(norm)) return 'not-a-number';
  if (level === 'exploding') return 'exploding';
  if (norm === 0 && !solved) return blocked?.by === 'itself' ? 'only-zeros' : 'no-gradient';
  return level === 'vanishing' ? 'vanishing' : 'calm';
}

/** The sign of layers that stand on one line. */
export function worstSign(layers: readonly SignFacts[]): GradientSign {
  const signs = new Set(layers.map(gradientSign));
  return ORDER.find((each) => signs.has(each)) ?? 'calm';
}
