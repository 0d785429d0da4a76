import { Parser } from 'htmlparser2';
import { blank } from './javascript/blankText.js';
import { modelFiles } from './modelFiles.js';

/** Script types that are JavaScript or become it. */
const JAVASCRIPT = /^$|javascript|ecmascript|module|babel|typescript|(?:^|[/-])[jt]sx?$/i;
/** Attributes whose value is JavaScript: `onclick`. */
const HANDLER = /^on[a-z]+$/;
const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>', nbsp: ' ' };

/** Tags of template languages that stand for a value, and those that are statements of theirs. */
const VALUE = /<%[=-][\s\S]*?%>|<\?=[\s\S]*?\?>|\{\{(?![{.])[^{}:\n]*\}\}/g;
const STATEMENT = /<%[\s\S]*?%>|<\?[\s\S]*?\?>|\{[%#][\s\S]*?[%#]\}/g;

/** A part of a page that is JavaScript; `text` is as long as what it stands for. */
interface Script {
  readonly start: number;
  readonly text: string;
}

/**
 * The scripts of a page or component and its event handlers, everything outside of them blanked: positions stay those of the file.
 * All are one program, as they share their globals. Other files are as they are.
 */
export function scriptText(text: string, file: string): string {
  if (!modelFiles.markup.test(file)) return text;
  let result = blank(text, { start: 0, end: text.length });
  for (const { start, text: script } of scriptsOf(text, /\.html?$/i.test(file))) {
    result = result.slice(0, start) + script + result.slice(start + script.length);
  }
  return result;
}

function scriptsOf(text: string, isPage: boolean): Script[] {
  const scripts: Script[] = [];
  let start: number | null = null;
  const parser = new Parser(
    {
      onattribute(name, _value, quote) {
        if (!isPage || !quote || !HANDLER.test(name)) return;
        const end = parser.endIndex - 1;
        const open = text.lastIndexOf(quote, end - 1);
        if (text[end] === quote && open > parser.startIndex) scripts.push(handler(text, open, end));
      },
      onopentag(name, { type = '', lang = '' }) {
        if (name === 'script' && JAVASCRIPT.test(type) && JAVASCRIPT.test(lang)) start = parser.endIndex;
      },
      onclosetag(name) {
        if (name !== 'script' || start === null) return;
        const inside = text.slice(start + 1, parser.startIndex);
        scripts.push({ start, text: `;${isPage ? withoutTemplateTags(inside) : inside}` });
        start = null;
      },
    },
    { lowerCaseTags: true, recognizeSelfClosing: false },
  );
  parser.write(text);
  parser.end();
  return scripts;
}

/** An event handler with braces in the place of its quotes, and each entity as what it stands for. */
function handler(text: string, open: number, close: number): Script {
  const body = text
    .slice(open + 1, close)
    .replace(/&(\w+);/g, (entity, name: string) => (ENTITIES[name] ?? entity).padEnd(entity.length));
  return { start: open, text: `{${body}}` };
}

/** A script of a page that a server fills in (Jinja, PHP, EJS), with a number in the place of each value; as long as it was. */
function withoutTemplateTags(script: string): string {
  return script
    .replace(VALUE, (tag) => `0${tag.slice(1).replace(/[^\r\n]/g, ' ')}`)
    .replace(STATEMENT, (tag) => tag.replace(/[^\r\n]/g, ' '));
}
