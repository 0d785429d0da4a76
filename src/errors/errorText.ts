/** What a thrown value says, whatever it is. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Why an action throws; null where it does not. */
export function whyItThrows(action: () => unknown): string | null {
  try {
    action();
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

/** As `messageOf`, with the stack where there is one: for a log. */
export const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** The first line with something on it: for a person, where the rest goes to the log. */
export const firstLine = (text: string): string => text.trim().split(/\r?\n/, 1)[0] ?? '';
