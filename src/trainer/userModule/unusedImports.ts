/** What may stand between imports: blanks, which types have become, comments, directives and imports without names. */
const BETWEEN = /(?:\s|;|\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?:import\s*)?(['"])[^'"\n]*\1)*/y;
const IMPORT = /import\s+([\w$*{][^'";]*?)\s*from\s*(['"])[^'"\n]*\2/y;
const BINDING = /(?:[\w$]+|\*)(?:\s+as\s+([\w$]+))?/g;

/**
 * Blanks what the imports at the head of a file name and its code never uses, as the TypeScript compiler does: after types are
 * gone these are the imported types, which do not exist at run time. An import of which nothing is left goes as a whole. Keeps
 * every position.
 */
export function blankUnusedImports(code: string): string {
  const imports = headImports(code);
  const last = imports.at(-1);
  if (!last) return code;
  const used = new Set(code.slice(last.index + last[0].length).match(/[\w$]+/g));
  let result = code;
  for (const { index, 0: statement, 1: clause = '' } of imports) {
    const kept = withoutUnused(statement, clause, used);
    result = result.slice(0, index) + kept + result.slice(index + statement.length);
  }
  return result;
}

/** Imports with names, up to the first other statement: what looks like one further down may be part of a string. */
function headImports(code: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (let at = 0; ; ) {
    at += matchAt(BETWEEN, code, at)?.[0].length ?? 0;
    const statement = matchAt(IMPORT, code, at);
    if (!statement) return found;
    found.push(statement);
    at += statement[0].length;
  }
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function withoutUnused(statement: string, clause: string, used: ReadonlySet<string>): string {
  let kept = 0;
  const names = clause.replace(BINDING, (binding: string, alias?: string) => {
    if (!used.has(alias ?? binding)) return blank(binding);
    kept++;
    return binding;
  });
  // `import {} from` names nothing on purpose.
  if (kept === 0) return /[\w$*]/.test(clause) ? blank(statement) : statement;
  return statement.replace(clause, () => withoutLooseCommas(names));
}

/** `{ a,    , b }` is no import clause: the commas that a blanked name leaves behind go too. */
function withoutLooseCommas(clause: string): string {
  const inside = clause.replace(/([{,]\s*),/g, '$1 ');
  if (inside !== clause) return withoutLooseCommas(inside);
  return clause.replace(/^(\s*),/, '$1 ').replace(/,(\s*\{[\s,]*\})?\s*$/, blank);
}

function blank(text: string): string {
  return text.replace(/\S/g, ' ');
}
