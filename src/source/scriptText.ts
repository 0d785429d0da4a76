import { Parser } from 'htmlparser2';

const PAGE = /\.(html?|vue|svelte)$/i;
/** Script types that are JavaScript or become it. */
const JAVASCRIPT = /^$|javascript|ecmascript|module|babel|jsx|typescript|tsx?$/i;

/** The scripts of a page or component, everything outside of them blanked: positions stay those of the file. Other files are as they are. */
export function scriptText(text: string, file: string): string {
  if (!PAGE.test(file)) return text;
  const stretches: [number, number][] = [];
  let start: number | null = null;
  const parser = new Parser(
    {
      onopentag(name, { type = '', lang = '' }) {
        if (name === 'script' && JAVASCRIPT.test(type) && JAVASCRIPT.test(lang)) start = parser.endIndex + 1;
      },
      onclosetag(name) {
        if (name === 'script' && start !== null) stretches.push([start, parser.startIndex]);
        start = null;
      },
    },
    { lowerCaseTags: true, recognizeSelfClosing: false },
  );
  parser.write(text);
  parser.end();
  const blank = (part: string) => part.replaceAll(/[^\r\n\u2028\u2029]/g, ' ');
  let result = '';
  let at = 0;
  for (const [from, to] of stretches) {
    result += blank(text.slice(at, from)) + text.slice(from, to);
    at = to;
  }
  return result + blank(text.slice(at));
}
