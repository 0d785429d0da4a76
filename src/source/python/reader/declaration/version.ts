import { findLayer } from '../../../../layers/catalogue.js';
import type { KerasCall, KerasDeclaration } from '../../../../protocol/keras.js';
import { importedNames } from '../../syntax/imports.js';
import { type MentionedCall, mentionsIn } from '../../syntax/mentions.js';
import { type PythonNode, walk } from '../../syntax/node.js';

/** Names that only Keras 1 has, and names that it does not have. */
const first =
  /^(?:nb_epoch|nb_filter|nb_row|nb_col|border_mode|subsample|subsample_length|filter_length|pool_length|init|inner_init|inner_activation|[WbU]_(?:regularizer|constraint)|dropout_[WU]|dim_ordering|samples_per_epoch|nb_val_samples|p|sigma|consume_less|class_mode|bias)$/;
const later =
  /^(?:units|filters|kernel_size|padding|kernel_initializer|kernel_regularizer|bias_initializer|recurrent_dropout|use_bias|rate|epochs|steps_per_epoch|strides)$/;

/** Modules that Keras 3 has, and no Keras before it. */
const third = /^keras\.(?:ops|random|saving)(?:\.|$)/;

/** Which Keras code is written for: decides names and defaults. */
export function versionOf(
  root: PythonNode,
  layers: readonly KerasCall[],
  fit: KerasCall | null,
): KerasDeclaration['version'] {
  const calls = fit ? [...layers, fit] : layers;
  const names = calls.flatMap((call) => Object.keys(call.named));
  const oldConvolution = layers.some(({ name, positional }) => name === 'Convolution2D' && positional.length > 2);
  const oldDense = layers.some(({ name, named }) => findLayer(name)?.kind !== 'embedding' && 'output_dim' in named);
  if (!names.some((name) => later.test(name)) && (oldConvolution || oldDense || names.some((name) => first.test(name))))
    return 1;
  if (oldConvolution && !names.includes('kernel_size')) return 1;
  return isThird(root, layers) ? 3 : 2;
}

function isThird(root: PythonNode, layers: readonly KerasCall[]): boolean {
  const nodes = walk(root);
  const imported = nodes
    .filter(({ type }) => type === 'ImportStatement')
    .flatMap(importedNames)
    .map(({ path }) => path);
  const used = nodes
    .filter(({ type }) => type === 'MemberExpression')
    .map(({ text }) => text.replace(/^.*\.(?=keras\.)/, ''));
  if ([...imported, ...used].some((path) => third.test(path))) return true;
  if (nodes.some(({ type, text }) => type === 'String' && text.includes('KERAS_BACKEND'))) return true;
  const importsKeras = imported.some((path) => /^keras(?:\.|$)/.test(path));
  const hasInput = layers.some(({ name }) => name === 'Input');
  const isOfKeras = ({ name, on }: MentionedCall) => name === 'Input' && on === 'keras';
  return importsKeras && hasInput && mentionsIn(root).calls.some(isOfKeras);
}
