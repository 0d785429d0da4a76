/** The first line with something on it, for messages to people; the whole goes to the log. */
export function firstLine(message: string): string {
  return message.trim().split(/\r?\n/, 1)[0] ?? '';
}
