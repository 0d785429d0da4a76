import * as v from 'valibot';

/** A file of the user's as a run had it. */
const KeptSource = v.object({
  /** Absolute. */
  file: v.string(),
  /** With `\n` at the ends of its lines, of a notebook its code cells; null where it was too large to keep. */
  text: v.nullable(v.string()),
});
export type KeptSource = v.InferOutput<typeof KeptSource>;

/** One line of the file. */
export const encodeSource = ({ file, text }: KeptSource): string => `${JSON.stringify({ file, text })}\n`;

/** The files in the order in which the run came to them. A cut-off last line and lines that are no sources are left out. */
export function parseSources(text: string): KeptSource[] {
  return text.split('\n').flatMap((line): KeptSource[] => {
    if (line === '') return [];
    try {
      return [v.parse(KeptSource, JSON.parse(line))];
    } catch {
      return [];
    }
  });
}
