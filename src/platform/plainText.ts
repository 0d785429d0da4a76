/** Of no width and never a place to break a line. */
const JOINER = '\u2060';

/** Longer than any message that a person reads. */
const MOST = 4000;

/**
 * Text of files, names and errors for places where the editor looks for links (`[text](command:id)` in notifications and input boxes) and icons
 * (`$(name)` in lists, lenses and the status bar): what would be one looks the same and is none.
 */
export function plainText(text: string): string {
  const short = text.length > MOST ? `${text.slice(0, MOST)}…` : text;
  return short.replaceAll('](', `]${JOINER}(`).replaceAll('$(', `$${JOINER}(`);
}

/** Text of names and errors as a part of Markdown: on one line, and none of its characters means anything but itself. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');
}
