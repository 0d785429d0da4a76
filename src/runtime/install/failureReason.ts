/** The line of a failed command's output that says why: the first error of a compiler, of Node, pip or npm. */
export function failureReason({
  exitCode,
  lines,
  hung,
}: {
  exitCode: number;
  lines: readonly string[];
  hung: boolean;
}): string {
  if (hung) return 'no progress for a long time';
  for (const pattern of [/\b[a-z]*error: .*/i, /^npm (?:error|ERR!) (?!code )(.+)/]) {
    const line = lines.find((candidate) => pattern.test(candidate));
    if (line !== undefined) return line.trim();
  }
  return lines.findLast((line) => line.trim() !== '')?.trim() ?? `exit code ${exitCode}`;
}
