/** One object as one line of JSON; NaN and the infinities, which JSON lacks, as the strings "NaN", "Infinity", "-Infinity". */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'number' && !Number.isFinite(item) ? String(item) : item,
  )}\n`;
}
