const SEPARATOR = '/';

/**
 * A glob pattern of the editor's settings as a regular expression over paths with `/`, relative to the folder: `*` and `?` stay
 * within one part of the path, `**` spans any number of parts, `{a,b}` and `[a-z]` choose. What is no pattern matches nothing.
 */
export function globExpression(pattern: string): RegExp {
  try {
    return new RegExp(`^${translate(pattern.replaceAll('\\', SEPARATOR).replace(/^\.?\//, ''))}$`);
  } catch {
    return /^(?!)/;
  }
}

const tokens = /\/\*\*$|^\*\*$|\*\*\/|\*+|\?|\{|\}|,|\[[^\]]*\]|[^*?{},[/]+|[\s\S]/g;

function translate(pattern: string): string {
  let depth = 0;
  let expression = '';
  for (const [token] of pattern.matchAll(tokens)) {
    if (token === '{') depth += 1;
    expression += translateToken(token, depth > 0);
    if (token === '}' && depth > 0) depth -= 1;
  }
  return expression;
}

function translateToken(token: string, inGroup: boolean): string {
  switch (token) {
    case '/**':
      return '(?:/.*)?';
    case '**':
      return '.*';
    case '**/':
      return '(?:[^/]+/)*';
    case '?':
      return '[^/]';
    case '{':
      return '(?:';
    case '}':
      return inGroup ? ')' : '\\}';
    case ',':
      return inGroup ? '|' : ',';
    default:
      if (token.startsWith('*')) return '[^/]*';
      if (token.startsWith('[') && token.length > 1) return token.replace(/^\[!/, '[^');
      return token.replaceAll(/[.+^$()|[\]\\]/g, '\\$&');
  }
}
