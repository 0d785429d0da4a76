/** Readers of raw configuration values: a value of a wrong type or outside its range never reaches a feature. */

export const readFlag =
  (fallback: boolean) =>
  (raw: unknown): boolean =>
    typeof raw === 'boolean' ? raw : fallback;

export interface NumberRange {
  readonly fallback: number;
  readonly min: number;
  readonly max: number;
}

/** Brings a number into its range; a fraction is kept. */
export const readNumber =
  ({ fallback, min, max }: NumberRange) =>
  (raw: unknown): number =>
    typeof raw === 'number' && Number.isFinite(raw) ? Math.min(max, Math.max(min, raw)) : fallback;

export const readChoice =
  <const T extends string>(choices: readonly [T, ...T[]]) =>
  (raw: unknown): T =>
    choices.find((choice) => choice === raw) ?? choices[0];
