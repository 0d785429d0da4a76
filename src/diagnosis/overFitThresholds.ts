/** How far over its lowest a validation loss is that has turned, as shares of the lowest and of the loss of guessing: next to nothing is over next to nothing at once. */
export const OVER_FITTED = { overBest: 0.05, overGuessing: 0.03 } as const;
