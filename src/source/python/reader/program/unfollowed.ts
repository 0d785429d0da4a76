import { canonical } from '../../names/kerasModules.js';
import type { PythonNode } from '../../syntax/node.js';
import { isDropped, lose } from '../contents/change.js';
import type { Machine } from '../machine.js';
import { expressionText } from '../values/unknown.js';
import { type Arguments, isKind, lastName, modelOf, type PyModel, type Value } from '../values/values.js';

/** Libraries and functions that show, write or measure something, and change nothing that they are given. */
const lookingLibraries =
  /^(?:matplotlib|plt|pylab|seaborn|sns|plotly|logging|logger|tqdm|pprint|time|datetime|os|sys|warnings|json|pickle|joblib|gc|shutil|IPython|sklearn\.metrics|wandb|mlflow|visualkeras|netron|tensorflow\.summary|keras\.utils\.(?:plot_model|vis_utils)|tensorflowjs|tfjs|coremltools|onnxmltools|tf2onnx|torchsummary|shap|lime|eli5)(?=\.|$)/;
const lookingNames =
  /^(?:print\w*|pprint|plot\w*|draw\w*|show\w*|display\w*|visuali[sz]e\w*|save\w*|dump\w*|write\w*|export\w*|log\w*|report\w*|summar\w*|info|describe|head|tail|evaluate\w*|predict\w*|score\w*|test\w*|is\w+|has\w+|count\w*|len|type|id|str|repr|isinstance|hasattr|SVG|model_to_dot|plot_model|save_model|get_\w+|\w+Explainer|confusion_matrix|classification_report|cross_val_predict)$/;

/** Whether a call changes nothing of what it gets, as far as its name tells. */
function onlyLooks(path: string): boolean {
  return lookingLibraries.test(canonical(path)) || lookingNames.test(lastName(path));
}

/** Notes a call that is not followed and may train or change a model that it gets. */
export function noteUnfollowed(machine: Machine, path: string, args: Arguments, node: PythonNode): void {
  if (onlyLooks(path)) return;
  const given = [...args.positional, ...args.named.values()];
  const reason = `what \`${expressionText(node)}\` does to it is unknown`;
  if (isDropped(node)) for (const value of given) lose(value, { node, reason });
  const model = modelAmong(given);
  if (!model) return;
  const text = `\`${expressionText(node)}\` cannot be followed: what it does to the model is left out.`;
  machine.trace.program.note(node, { kind: 'not-done', text, changesLearning: true }, model);
}

/** Notes a method of what is not known, where its name says that it sets something: `layer.kernel.assign(...)`. */
export function noteAssigned(machine: Machine, name: string, node: PythonNode): void {
  if (!/^assign(?:_add|_sub)?$/.test(name)) return;
  const text = `What \`${expressionText(node)}\` sets is ignored.`;
  machine.trace.program.note(node, { kind: 'not-done', text, changesLearning: true });
}

function modelAmong(values: readonly Value[], depth = 0): PyModel | null {
  for (const value of values) {
    const model = modelOf(value) ?? (isKind(value, 'list') && depth < 2 ? modelAmong(value.items, depth + 1) : null);
    if (model) return model;
  }
  return null;
}
