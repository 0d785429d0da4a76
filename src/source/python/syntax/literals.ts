/** The text between a literal's quotes; escapes stay as they are. */
export function stringOf(text: string): string {
  const quoted = text.replace(/^[a-zA-Z]{0,2}/, '');
  const width = /^(?:"""|''')/.test(quoted) ? 3 : 1;
  return quoted.slice(width, quoted.endsWith(quoted.slice(0, width)) ? -width : undefined);
}

/** A whole number, or null for any other text. */
export function numberOf(text: string): number | null {
  return /^-?\s*\d+$/.test(text) ? Number(text.replace(/\s/g, '')) : null;
}
