const KEY = Symbol.for('gradlens.exposed');

let exposed: { readonly file: string; readonly name: string } | null = null;

/** A file of the user's hands out one of its top-level names when it is loaded, whether it exports it or not. */
export function exposeFrom(file: string, name: string): void {
  exposed = { file, name };
}

/** What the file handed out. */
export function exposedValue(): unknown {
  return (globalThis as { [KEY]?: unknown })[KEY];
}

export function isExposed(file: string): boolean {
  return file === exposed?.file;
}

/** The file's source with the statement that hands out the name at its end: positions are as they were. */
export function withExposed(source: string): string {
  const name = exposed?.name ?? 'undefined';
  return `${source}\n;globalThis[Symbol.for('gradlens.exposed')] = typeof ${name} === 'undefined' ? undefined : ${name};\n`;
}
