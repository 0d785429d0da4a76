/**
 * An action that never runs beside itself, so that none that began earlier has the last word: asked for while it runs, it runs once more after that.
 * @param action never rejects
 */
export function oneAtATime(action: () => Promise<void>): () => void {
  let isRunning = false;
  let isAsked = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (isAsked) {
      isAsked = false;
      await action();
    }
    isRunning = false;
  };
  return () => {
    isAsked = true;
    if (!isRunning) void run();
  };
}
