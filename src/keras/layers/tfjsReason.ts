/** What tfjs says of a layer that it refuses, as the end of a sentence. */
export function tfjsReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [line = ''] = message.split('\n');
  const text = line.trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
