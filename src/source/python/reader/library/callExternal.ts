import { canonical } from '../../names/kerasModules.js';
import { isKerasSequential } from '../../names/kerasNames.js';
import type { OutsideName } from '../../names/outsideNames.js';
import { argumentsOf as syntaxOf } from '../../syntax/arguments.js';
import type { PythonNode } from '../../syntax/node.js';
import { contentsCall } from '../contents/calls.js';
import type { Machine } from '../machine.js';
import { noteUnfollowed } from '../program/unfollowed.js';
import { unknown } from '../values/unknown.js';
import { type Arguments, argumentsOf, isKind, lastName, type Value } from '../values/values.js';
import { arrayFunctions } from './arrayFunctions.js';
import { batchFunctions } from './batchSources.js';
import { builtins } from './builtins.js';
import { combinationFunctions } from './combinations.js';
import { defineFlag } from './commandLine.js';
import { cloneModel, loadModel } from './copiedModels.js';
import { datasetCall } from './datasets.js';
import { distributedOptimizer } from './distributedOptimizer.js';
import { startExperiment, updateConfig } from './experiments.js';
import { pathFunctions } from './filePaths.js';
import { kerasCall, learnWrapper, searchOf, sequential, tunerOf } from './keras.js';
import type { Called, LibraryCall } from './library.js';
import { numberFunction } from './numbers.js';
import { noteRandomNumbers } from './randomNumbers.js';
import { getValue, setValue } from './rateCalls.js';
import { settingNote } from './settings.js';
import { suggested } from './suggestions.js';
import { tableFunctions } from './tables.js';

/** Calls something outside the file: a function of Python, of Keras, of NumPy, or one that is not known. */
export function callExternal(machine: Machine, name: OutsideName, args: Arguments, node: PythonNode): Value {
  const { path } = name;
  if (node === machine.trace.target || isKerasSequential(name, syntaxOf(node.child('ArgList'))))
    return sequential({ machine, args, node, path }) ?? null;
  const full = canonical(path);
  noteRandomNumbers(machine, full, args, node);
  const setting = settingNote(full);
  if (setting) machine.trace.program.note(node, setting);
  const plain = () => withoutContents({ machine, args, node, path: full });
  const computed = contentsCall(machine, path, args, node, plain);
  return computed === undefined ? plain() : computed;
}

/** What is known of its result without the numbers of arrays. */
function withoutContents(called: Called): Value {
  const { machine, args, node, path: full } = called;
  for (const find of finders) {
    const value = find(full)?.(called);
    if (value !== undefined) return value;
  }
  if (machine.arrays.resolve(full) === null) noteUnfollowed(machine, full, args, node);
  return unknown(machine, node, suggested(lastName(full), args) ?? { call: { path: full, args, node } });
}

const dataFunctions: Readonly<Record<string, LibraryCall>> = { ...arrayFunctions, ...tableFunctions };
const dataFunctionNames = new Map(Object.entries(dataFunctions).map(([path, call]) => [lastName(path), call]));

/** Where a function is looked for, by its full name. */
const finders: readonly ((path: string) => LibraryCall | undefined)[] = [
  (path) => (Object.hasOwn(builtins, path) ? builtins[path] : undefined),
  (path) => (Object.hasOwn(byPath, path) ? byPath[path] : undefined),
  (path) => (Object.hasOwn(pathFunctions, path) ? pathFunctions[path] : undefined),
  (path) => (Object.hasOwn(combinationFunctions, path) ? combinationFunctions[path] : undefined),
  (path) => (Object.hasOwn(batchFunctions, path) ? batchFunctions[path] : undefined),
  (path) => (Object.hasOwn(others, lastName(path)) ? others[lastName(path)] : undefined),
  (path) => (Object.hasOwn(dataFunctions, path) ? dataFunctions[path] : undefined),
  (path) => (/^\w+$|^keras\.|^sklearn\./.test(path) ? dataFunctionNames.get(lastName(path)) : undefined),
  datasetCall,
  numberFunction,
  () => kerasCall,
  (path) => (/(?:Scaler|LabelEncoder|Encoder|Binarizer|Imputer|KFold)$/.test(path) ? libraryObject : undefined),
];

const libraryObject: LibraryCall = ({ args, node, path }) => ({
  kind: 'object',
  call: { path, args, node },
  attributes: new Map(),
});

const partial: LibraryCall = ({ args }) => {
  const [callee, ...positional] = args.positional;
  return callee === undefined ? undefined : { kind: 'partial', callee, args: { positional, named: args.named } };
};

/** What the environment says is not known here; its default is. */
const environment: LibraryCall = ({ args }) => args.positional[1];

const tableOf: LibraryCall = ({ args }) => {
  const [first] = args.positional;
  if (isKind(first, 'object')) return { kind: 'dict', entries: new Map(first.attributes) };
  return isKind(first, 'instance') ? { kind: 'dict', entries: new Map(first.attributes) } : undefined;
};

/** Layers are named from the start again. */
const clearSession: LibraryCall = ({ machine }) => {
  machine.trace.layerNames.clear();
  return null;
};

/** `field(default_factory=lambda: [16, 8])` of a dataclass. */
const fieldDefault: LibraryCall = ({ machine, args, node }) => {
  const factory = args.named.get('default_factory');
  return args.named.get('default') ?? (factory && machine.call(factory, argumentsOf([]), node));
};

const byPath: Readonly<Record<string, LibraryCall>> = {
  'os.environ.get': environment,
  'dataclasses.field': fieldDefault,
  'os.getenv': environment,
  'wandb.init': startExperiment,
  'wandb.config.update': updateConfig,
  'keras.backend.set_value': setValue,
  'keras.backend.get_value': getValue,
  'keras.models.clone_model': cloneModel,
  'keras.models.load_model': loadModel,
  'keras.saving.load_model': loadModel,
  clone_model: cloneModel,
  load_model: loadModel,
  'keras.backend.clear_session': clearSession,
  'keras.utils.clear_session': clearSession,
};

const others: Readonly<Record<string, LibraryCall>> = {
  partial,
  DistributedOptimizer: distributedOptimizer,
  ArgumentParser: libraryObject,
  vars: tableOf,
  KerasClassifier: learnWrapper,
  KerasRegressor: learnWrapper,
  cross_val_score: searchOf,
  cross_validate: searchOf,
  GridSearchCV: searchOf,
  RandomizedSearchCV: searchOf,
  RandomSearch: tunerOf,
  BayesianOptimization: tunerOf,
  Hyperband: tunerOf,
  GridSearch: tunerOf,
  OrderedDict: (called) => builtins.dict?.(called),
  EasyDict: (called) => builtins.dict?.(called),
  deepcopy: ({ args }) => args.positional[0],
  ...Object.fromEntries(
    ['string', 'integer', 'float', 'bool', 'boolean', 'enum', 'list'].map((type): [string, LibraryCall] => [
      `DEFINE_${type}`,
      ({ machine, args, node }) => defineFlag(machine, args, node),
    ]),
  ),
};
