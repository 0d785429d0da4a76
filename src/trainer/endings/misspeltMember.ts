import { nearest } from '../../errors/nearest.js';

/** Methods of models, and what they are called in other libraries. */
const METHODS =
  'add compile evaluate evaluateDataset fit fitDataset getLayer getWeights pop predict predictOnBatch save setWeights summary trainOnBatch'.split(
    ' ',
  );
const OTHER_NAMES: Readonly<Record<string, string>> = {
  addLayer: 'add',
  add_layer: 'add',
  push: 'add',
  train: 'fit',
  fitGenerator: 'fitDataset',
  fit_generator: 'fitDataset',
  train_on_batch: 'trainOnBatch',
  fitOnBatch: 'trainOnBatch',
};

/** A class that is called without `new`; the second in tfjs's older JavaScript, where that runs until it misses a method. */
export const CALLED_CLASS =
  /^Class constructor \S+ cannot be invoked without 'new'|^_this\.getClassName is not a function/;

/**
 * What was meant by a member that is not there; null where that is not known.
 * @param message of a TypeError
 * @param row of the source where it was thrown
 * @param tf the library, for the names that it has
 */
export function misspeltMember(message: string, row: string, tf: object): string | null {
  if (CALLED_CLASS.test(message)) return classAdvice(row);
  const [, called] = /^([\w$.]+) is not a function/.exec(message) ?? [];
  if (called !== undefined) return didYouMean(called.split('.'), tf, true);
  const [, read] = /^Cannot read properties of undefined \(reading '([\w$]+)'\)/.exec(message) ?? [];
  const [, owner] = read === undefined ? [] : (new RegExp(`([\\w$.]+)\\.${escaped(read)}\\b`).exec(row) ?? []);
  return owner === undefined ? null : didYouMean(owner.split('.'), tf, false);
}

function classAdvice(row: string): string | null {
  const [, owner = ''] = /([\w$]+\.)?Sequential\s*\(/.exec(row) ?? [];
  return owner === ''
    ? null
    : `${owner}Sequential is a class. To create a model, call ${owner}sequential({ layers: [...] }).`;
}

function didYouMean(path: readonly string[], tf: object, isCalled: boolean): string | null {
  const owners = path.slice(0, -1);
  const last = path.at(-1) ?? '';
  const names = namesIn(owners, tf);
  const ofModel = isCalled && owners.length > 0 ? (OTHER_NAMES[last] ?? nearest(last, METHODS)) : null;
  const meant = names ? nearest(last, names) : ofModel;
  return meant === null || meant === last ? null : `Did you mean ${[...owners, meant].join('.')}?`;
}

/** What a namespace of the library has, however the source calls the library; null for anything else. */
function namesIn([root, ...rest]: readonly string[], tf: object): string[] | null {
  if (root === undefined) return null;
  const isLibrary = /^(?:tf|tfjs|tensorflow)\w*$/i.test(root);
  let owner = isLibrary ? tf : memberOf(tf, root);
  for (const name of rest) owner = memberOf(owner, name);
  // tf.train is a class; tf.model a function, and every second person's name for a model.
  const isClass = typeof owner === 'function' && (isLibrary || root === 'train');
  const isNamespace = (typeof owner === 'object' && owner !== null) || isClass;
  return isNamespace ? Object.getOwnPropertyNames(owner) : isLibrary ? [] : null;
}

const memberOf = (owner: unknown, name: string): unknown => (owner as Record<string, unknown> | undefined)?.[name];

const escaped = (name: string): string => name.replaceAll('$', '\\$');
