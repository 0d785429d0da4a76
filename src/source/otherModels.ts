import { modelFiles } from './modelFiles.js';
import { FileImports } from './python/names/fileImports.js';
import { hasKerasModule } from './python/names/kerasModules.js';
import { isKerasSequential } from './python/names/kerasNames.js';
import { argumentsOf } from './python/syntax/arguments.js';
import { assignmentOf } from './python/syntax/assignments.js';
import { type PythonNode, walk } from './python/syntax/node.js';
import { parseProgram } from './python/syntax/program.js';

/** A model that is no Sequential of Keras or TensorFlow.js. */
export interface OtherModel {
  /** From 1. */
  readonly line: number;
  /** What it is, for a sentence: `a PyTorch model (nn.Sequential)`. */
  readonly what: string;
}

const MOST = 3;

/** Models of other kinds and other libraries that a file makes, in order: why it shows none that GradLens trains. */
export function otherModels(text: string, file: string): OtherModel[] {
  if (modelFiles.javascript.test(file)) return functionalInJavaScript(text);
  const tree = parseProgram(text, file);
  const libraries = librariesOf(new FileImports(tree.root));
  const found: OtherModel[] = [];
  for (const node of walk(tree.root)) {
    const what = whatOf(node, libraries);
    if (what) found.push({ line: tree.lineOf(node), what });
    if (found.length === MOST) break;
  }
  return found;
}

interface Libraries {
  readonly imports: FileImports;
  readonly torch: boolean;
  readonly keras: boolean;
}

function librariesOf(imports: FileImports): Libraries {
  return {
    imports,
    torch: imports.paths.some((path) => /^(?:torch|lightning|pytorch_lightning|fastai)(?:\.|$)/.test(path)),
    keras: imports.paths.some((path) => hasKerasModule(path) || /^tensorflow(?:\.|$)/.test(path)),
  };
}

function whatOf(node: PythonNode, libraries: Libraries): string | null {
  if (node.type === 'ClassDefinition') return ofClass(node, libraries);
  if (node.type === 'AssignStatement') return ofAssignment(node, libraries);
  return node.type === 'CallExpression' ? ofCall(node, libraries) : null;
}

function ofClass(node: PythonNode, { torch, keras }: Libraries): string | null {
  const bases = argumentsOf(node.child('ArgList')).filter(({ name }) => name === null);
  const extendsOne = (names: RegExp) => bases.some(({ value }) => names.test(value.text));
  if (torch && extendsOne(/(?:^|\.)(?:Lightning)?Module$/)) return 'a PyTorch model (a class of nn.Module)';
  return keras && extendsOne(/(?:^|\.)Model$/) ? 'a subclassed Keras model' : null;
}

function ofAssignment(node: PythonNode, { keras, imports }: Libraries): string | null {
  const value = assignmentOf(node)?.value;
  const [only] = value && !value.isTuple ? value.list : [];
  const isClass = only && keras && isKerasSequential(imports.resolve(only.node.text), []);
  return isClass ? 'no model, only a reference to the class: write Sequential() with parentheses' : null;
}

function ofCall(node: PythonNode, { torch, keras, imports }: Libraries): string | null {
  const path = node.children[0]?.text ?? '';
  const given = argumentsOf(node.child('ArgList'));
  const isTorch = torch && /(?:^|\.)Sequential$/.test(path);
  if (isTorch && !isKerasSequential(imports.resolve(path), given)) return 'a PyTorch model (nn.Sequential)';
  const isFunctional = keras && /(?:^|\.)Model$/.test(path) && given.length > 0;
  return isFunctional ? 'a functional Keras model' : null;
}

function functionalInJavaScript(text: string): OtherModel[] {
  const at = /\btf\.model\s*\(/.exec(text)?.index;
  if (at === undefined) return [];
  return [{ line: text.slice(0, at).split('\n').length, what: 'a functional model (tf.model)' }];
}
