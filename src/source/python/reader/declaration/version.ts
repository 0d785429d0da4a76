import { findLayer } from '../../../../layers/catalogue.js';
import type { KerasCall, KerasDeclaration } from '../../../../protocol/keras.js';

/** Names that only Keras 1 has, and names that it does not have. */
const first =
  /^(?:nb_epoch|nb_filter|nb_row|nb_col|border_mode|subsample|subsample_length|filter_length|pool_length|init|inner_init|inner_activation|[WbU]_(?:regularizer|constraint)|dropout_[WU]|dim_ordering|samples_per_epoch|nb_val_samples|p|sigma|consume_less|class_mode|bias)$/;
const later =
  /^(?:units|filters|kernel_size|padding|kernel_initializer|kernel_regularizer|bias_initializer|recurrent_dropout|use_bias|rate|epochs|steps_per_epoch|strides)$/;

/** Keras 3 has these, and no Keras before it. */
const third =
  /\bfrom\s+keras\s+import\s+(?:\w+\s*,\s*)*(?:ops|random|saving)\b|\bkeras\.(?:ops|random|saving)\.|KERAS_BACKEND/;

/** Which Keras code is written for: decides names and defaults. */
export function versionOf(
  text: string,
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
  const importsKeras = /^\s*import\s+keras\b|^\s*from\s+keras\b/m.test(text);
  const hasInput = layers.some(({ name }) => name === 'Input');
  return third.test(text) || (importsKeras && hasInput && /\bkeras\.Input\(/.test(text)) ? 3 : 2;
}
