import type { SourceModel } from '../../../protocol/source.js';
import type { SourceCall } from '../../../protocol/sourceValue.js';
import { CertainValues } from '../names/certainValues.js';
import type { PythonNode } from '../syntax/node.js';
import { parseProgram } from '../syntax/program.js';
import type { PythonTree } from '../syntax/tree.js';
import { assignedName } from './assignedName.js';
import { builderOf } from './builders.js';
import { CallArguments } from './callArguments.js';
import { Explorer } from './explorer.js';
import { FitData } from './fitData.js';
import { kerasImports } from './kerasImports.js';
import { LayerOrder } from './layerOrder.js';
import type { Creation } from './modelRecord.js';
import { statementAround } from './statementAround.js';

/** The word without which a program makes no Sequential, other than as PyTorch's `nn.Sequential`. */
const mention = /(?<!\bnn\.)\bSequential\b/;

/** Whether a program may make a Keras Sequential; most files of a workspace need not be parsed. */
function mayMakeModels(text: string): boolean {
  return mention.test(text) || (/keras/i.test(text) && text.includes('Sequential'));
}

/** The Keras Sequentials of a Python file or notebook, in the order of the source. */
export function findPythonModels(text: string, file: string): SourceModel[] {
  if (!mayMakeModels(text)) return [];
  const tree = parseProgram(text, file);
  const explorer = new Explorer(tree.root);
  explorer.explore();
  const imports = kerasImports(tree, file);
  const certain = new CertainValues(tree.root);
  const given = new CallArguments(tree, file, certain);
  const data = new FitData(tree.root, given);
  return [...explorer.models.creations.values()]
    .sort((first, second) => first.node.from - second.node.from)
    .map((creation) => ({ ...sourceModel(tree, file, creation, { given, data, certain }), imports }));
}

function sourceModel(
  tree: PythonTree,
  file: string,
  creation: Creation,
  { given, data, certain }: { given: CallArguments; data: FitData; certain: CertainValues },
): Omit<SourceModel, 'imports'> {
  const { node, compiled, compilations, fitted, fits, overfull, freezes, handedOver } = creation;
  const fit = fitted ?? handedOver;
  const order = creation.popped ? null : new LayerOrder(tree, node, certain);
  const layers = [...creation.layers.values()];
  return {
    file,
    line: tree.lineOf(node),
    span: tree.spanOf(node, file),
    name: modelName(creation),
    framework: 'keras',
    layers: layers.map((layer, index) => ({
      className: layer.className,
      callee: layer.call && given.calleeOf(layer.call),
      arguments: layer.call && given.argumentsOf(layer.call),
      follows: order?.follows(layer.node, layers[index - 1]?.node) ?? false,
      place: order?.placeOf(layer.node, file) ?? null,
      line: tree.lineOf(layer.node),
      span: tree.spanOf(layer.node, file),
      repeated: layer.repeated,
    })),
    compileLine: compiled && tree.lineOf(compiled),
    compiles: callsIn(compilations, given),
    fitLine: fit && tree.lineOf(fit),
    fits: [...fits]
      .sort(byPlace)
      .map((each) => ({ ...given.of(each), statement: statementAround(tree, each, node, file) })),
    overfullAdds: callsIn(overfull, given),
    fitData: [...fits].sort(byPlace).map((each) => data.of(each)),
    losses: [],
    freezes: [...freezes].map((place) => tree.spanOf(place, file)),
    builder: builderOf(creation),
  };
}

function callsIn(nodes: ReadonlySet<PythonNode>, given: CallArguments): SourceCall[] {
  return [...nodes].sort(byPlace).map((node) => given.of(node));
}

const byPlace = (first: PythonNode, second: PythonNode): number => first.from - second.from;

/** Variable or attribute it is assigned to, or the class; else its `name` option; else `sequential`, as Keras calls it. */
function modelName({ node, nameOption }: Creation): string {
  const className = node.type === 'ClassDefinition' ? node.child('VariableName') : undefined;
  if (className) return className.text;
  return assignedName(node) ?? nameOption ?? 'sequential';
}
