import type { SourceImports } from '../../../protocol/source.js';
import { canonical, hasKerasModule } from '../names/kerasModules.js';
import { importedNames } from '../syntax/imports.js';
import type { PythonTree } from '../syntax/tree.js';

const KERAS = /^(?:keras|tensorflow)(?:\.|$)/;

/** How a program names what belongs to Keras. Names that a function or branch imports are left out: they may not be there where an edit stands. */
export function kerasImports(tree: PythonTree, file: string): SourceImports {
  const statements = tree.root.children.filter(({ type, broken }) => type === 'ImportStatement' && !broken);
  const all = statements.map((statement) => ({ statement, names: importedNames(statement) }));
  const imported = all
    .flatMap(({ names }) => names)
    .map(({ name, path }) => ({ name, path, canonical: canonical(path) }))
    .filter((each) => KERAS.test(each.canonical));
  const numpy = all.flatMap(({ names }) => names).find(({ path }) => path === 'numpy');
  const first = all.find(({ names }) => names.some(({ path }) => KERAS.test(canonical(path))));
  const [module] = imported.flatMap(({ path }) => kerasModule(path) ?? []);
  return {
    names: imported.map(({ name, canonical: path }) => ({ name, path })),
    keras: module ?? null,
    numpy: numpy?.name ?? null,
    at: first && isAloneOnItsLine(tree, first.statement) ? tree.spanOf(first.statement, file).start : null,
  };
}

/** `tensorflow.keras` of `tensorflow.keras.layers.Dense`. */
function kerasModule(path: string): string | null {
  const segments = path.split('.');
  const end = segments.findIndex((_, index) => hasKerasModule(segments.slice(0, index + 1).join('.')));
  return end < 0 ? null : segments.slice(0, end + 1).join('.');
}

const isAloneOnItsLine = ({ text }: PythonTree, { from }: { readonly from: number }): boolean =>
  from === 0 || /[\r\n]/.test(text.charAt(from - 1));
