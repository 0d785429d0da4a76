/** Tags of template languages that stand for a value, and those that are statements of theirs. */
const VALUE = /<%[=-][\s\S]*?%>|<\?=[\s\S]*?\?>|\{\{(?![{.])[^{}:\n]*\}\}/g;
const STATEMENT = /<%[\s\S]*?%>|<\?[\s\S]*?\?>|\{[%#][\s\S]*?[%#]\}/g;

/** A script of a page that a server fills in (Jinja, PHP, EJS), with a number in the place of each value; as long as it was. */
export function withoutTemplateTags(script: string): string {
  return script
    .replace(VALUE, (tag) => `0${tag.slice(1).replace(/[^\r\n]/g, ' ')}`)
    .replace(STATEMENT, (tag) => tag.replace(/[^\r\n]/g, ' '));
}
