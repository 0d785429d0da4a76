const IMPORT = /^[ \t]*import\s+(?!type\b|typeof\b)([\w$*{][^'";]*?)\s*from\s*(['"])[^'"\n]*\2[ \t]*;?/gm;
const BINDING = /(?:[\w$]+|\*)(?:\s+as\s+([\w$]+))?/g;

/**
 * Blanks what an import names and the code never uses, as the TypeScript compiler does: after types are gone these are the
 * imported types, which do not exist at run time. An import of which nothing is left goes as a whole. Keeps every position.
 */
export function blankUnusedImports(code: string): string {
  const used = identifiersOutsideImports(code);
  return code.replace(IMPORT, (statement: string, clause: string) => {
    let kept = 0;
    const names = clause.replace(BINDING, (binding: string, alias?: string) => {
      if (used.has(alias ?? binding)) {
        kept++;
        return binding;
      }
      return blank(binding);
    });
    if (kept === 0) return clause.includes('*') || /[\w$]/.test(clause) ? blank(statement) : statement;
    return statement.replace(clause, () => withoutLooseCommas(names));
  });
}

function identifiersOutsideImports(code: string): ReadonlySet<string> {
  return new Set(code.replace(IMPORT, '').match(/[\w$]+/g) ?? []);
}

/** `{ a,    , b }` is no import clause: the commas that a blanked name leaves behind go too. */
function withoutLooseCommas(clause: string): string {
  const leading = clause.replace(/([{,]\s*),/g, (_, before: string) => `${before} `);
  const settled = leading === clause ? clause : withoutLooseCommas(leading);
  return settled.replace(/^(\s*),/, '$1 ').replace(/,(\s*\{\s*\})?\s*$/, (tail) => blank(tail));
}

function blank(text: string): string {
  return text.replace(/[^\s]/g, ' ');
}
