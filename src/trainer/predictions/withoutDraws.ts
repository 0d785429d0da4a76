/** Runs what may draw random numbers, as a layer of the user's may, without taking them from what the training draws. */
export function withoutDraws<T>(run: () => T): T {
  const { random } = Math;
  let state = 1;
  Math.random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  try {
    return run();
  } finally {
    Math.random = random;
  }
}
