/** The name of a module in quotes, after a word that brings it in: `from`, `import`, `require(`, `import(`, `new URL(` of a worker. */
const IMPORT =
  /\b(?:from|import|require|importScripts|new\s+(?:Shared)?Worker|new\s+URL)\s*\(?\s*(?:\/\*[^*]*\*\/\s*)?(["'`])([^"'`\n]+)\1/g;

/** The modules that a JavaScript or TypeScript file brings in, as it names them, each once. */
export function importSpecifiers(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(IMPORT), ([, , specifier = '']) => specifier))];
}
