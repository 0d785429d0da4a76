/** What went wrong, in one line: that of the error in a process's last output, or the first. */
export function reasonOf(/** @type {unknown} */ error) {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split('\n').map((line) => line.trim());
  return lines.find((line) => /^\w*Error: /.test(line)) ?? lines.find((line) => line !== '') ?? 'unknown';
}
