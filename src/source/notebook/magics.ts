/** Cells of another language, or of no code. */
const foreignCell =
  /^\s*%%(?:!|(?:bash|sh|script|cmd|powershell|html|HTML|javascript|js|latex|markdown|svg|SVG|sql|bigquery|ruby|perl|R|julia|cython|cpp|file|writefile(?!.*\.py))\b)/;
const magicLine = /^[ \t]*(?:[%!][^=\s(]|[%!]{2}|\?{1,2}\w)|^[ \t]*[\w.]+\?{1,2}[ \t]*$/;
/** `files = !ls` and `value = %magic` */
const assigned = /^([ \t]*[\w.,]+[ \t]*=[ \t]*)([!%][a-zA-Z].*)$/;

/** A cell's code with what is IPython's and not Python's made blank, every other character at its offset. */
export function blankMagics(code: string): string {
  if (!/[%!?]/.test(code)) return code;
  if (foreignCell.test(code)) return blank(code);
  let open = 0;
  return code
    .split('\n')
    .map((line) => {
      const isStatement = open === 0;
      if (isStatement && magicLine.test(line)) return emptyStatement(line);
      open = Math.max(0, open + bracketBalance(line));
      return isStatement ? line.replace(assigned, (_, target: string, magic: string) => target + noneFor(magic)) : line;
    })
    .join('\n');
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** A block of nothing but magics must not be empty. */
function emptyStatement(line: string): string {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  const rest = line.length - indent.length;
  return indent.length > 0 && rest >= 4 ? `${indent}pass${blank(line.slice(indent.length + 4))}` : blank(line);
}

function noneFor(magic: string): string {
  return magic.length < 4 ? '0'.padEnd(magic.length) : 'None'.padEnd(magic.length);
}

function bracketBalance(line: string): number {
  const code = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|#.*/g, '');
  return (code.match(/[([{]/g)?.length ?? 0) - (code.match(/[)\]}]/g)?.length ?? 0);
}
