import { modelFiles } from './modelFiles.js';
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
  const imports = importsOf(text);
  const found: OtherModel[] = [];
  for (const node of walk(tree.root)) {
    const what = whatOf(node, imports);
    if (what) found.push({ line: tree.lineOf(node), what });
    if (found.length === MOST) break;
  }
  return found;
}

function whatOf(node: PythonNode, imports: Imports): string | null {
  if (node.type === 'ClassDefinition') return ofClass(node, imports);
  if (node.type === 'AssignStatement') return ofAssignment(node, imports);
  return ofCall(node, imports);
}

interface Imports {
  readonly torch: boolean;
  readonly keras: boolean;
}

function importsOf(text: string): Imports {
  return {
    torch: /^\s*(?:import|from)\s+(?:torch|lightning|pytorch_lightning|fastai)\b/m.test(text),
    keras: /^\s*(?:import|from)\s+(?:keras|tensorflow|tf_keras|keras_core)\b/m.test(text),
  };
}

function ofClass(node: PythonNode, { torch, keras }: Imports): string | null {
  const [bases = ''] = /\([^)]*\)\s*:/.exec(node.text.split('\n')[0] ?? '') ?? [];
  if (torch && /\b(?:nn\.)?(?:Module|LightningModule)\b/.test(bases)) return 'a PyTorch model (a class of nn.Module)';
  if (keras && /\b(?:\w+\.)*Model\b/.test(bases)) return 'a subclassed Keras model';
  return null;
}

function ofAssignment(node: PythonNode, { keras }: Imports): string | null {
  const isClass = keras && /^[\w.]+\s*=\s*(?:\w+\.)*Sequential$/.test(node.text.trim());
  return isClass ? 'no model, only a reference to the class: write Sequential() with parentheses' : null;
}

function ofCall(node: PythonNode, { torch, keras }: Imports): string | null {
  if (node.type !== 'CallExpression') return null;
  const [callee, list] = node.children;
  const path = callee ? callee.text : '';
  if (torch && /(?:^|\.)Sequential$/.test(path)) return 'a PyTorch model (nn.Sequential)';
  const isFunctional = keras && /(?:^|\.)Model$/.test(path) && (list?.children.length ?? 0) > 2;
  return isFunctional ? 'a functional Keras model' : null;
}

function functionalInJavaScript(text: string): OtherModel[] {
  const at = /\btf\.model\s*\(/.exec(text)?.index;
  if (at === undefined) return [];
  return [{ line: text.slice(0, at).split('\n').length, what: 'a functional model (tf.model)' }];
}
