import { nearest } from '../../../errors/nearest.js';
import { argumentOrder, modernName } from '../../../layers/argumentNames.js';
import type { SourceModel } from '../../../protocol/source.js';
import type { SourceArgument, SourceCall } from '../../../protocol/sourceValue.js';
import { entryOf } from '../facts/layerArgument.js';
import { camelCase } from '../facts/names.js';
import { optimizersOf } from '../facts/training.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Arguments that every layer takes, in Keras's spelling. */
const OF_ALL_LAYERS =
  'name dtype trainable weights input_shape batch_input_shape input_dim input_length batch_size input_dtype activity_regularizer autocast dynamic updatable';
const OF_COMPILE =
  'optimizer loss metrics loss_weights sample_weight_mode weighted_metrics target_tensors run_eagerly steps_per_execution jit_compile auto_scale_loss class_mode';
const OF_FIT =
  'x y batch_size epochs verbose callbacks validation_split validation_data shuffle class_weight sample_weight initial_epoch steps_per_epoch validation_steps validation_batch_size validation_freq max_queue_size workers use_multiprocessing show_accuracy';
const OF_FIT_DATASET =
  'batches_per_epoch epochs verbose callbacks validation_data validation_batch_size validation_batches yield_every initial_epoch class_weight';

/** Of Keras's optimizers; those of tfjs take theirs by position. */
const OF_OPTIMIZERS =
  'learning_rate lr beta_1 beta_2 epsilon decay amsgrad momentum nesterov rho centered initial_accumulator_value schedule_decay weight_decay clipnorm clipvalue global_clipnorm use_ema ema_momentum ema_overwrite_frequency loss_scale_factor gradient_accumulation_steps jit_compile name';

/**
 * An argument that the call does not take and whose name is near one that it does: Python throws, tfjs leaves it out without a word. Certain by the
 * frameworks' signatures.
 */
export const misspelledArgument: SourceRule = {
  id: 'misspelled-argument',
  find: (model) => [
    ...ofLayers(model),
    ...ofCalls(model, model.compiles, OF_COMPILE),
    ...ofOptimizers(model),
    ...ofFits(model),
  ],
  lesson({ fixes }, { framework }) {
    const meant = fixes[0]?.edits[0]?.newText ?? '';
    const now =
      framework === 'keras'
        ? 'the program ends here with an error, after 0 epochs'
        : `this call has 1 setting that nobody reads, and ${meant} stays at its default`;
    return [
      'A call finds its arguments by their names. Python ends with an error at a name that it does not know. JavaScript hands over whatever is written: TensorFlow.js looks for the names that it knows and never looks at the others, so a setting with a typing error in its name is simply not there.',
      `The nearest name that this call takes is ${meant}, a letter or two away. As it is written now, ${now}.`,
    ];
  },
};

function ofLayers(model: SourceModel): SourceFinding[] {
  return model.layers.flatMap((layer) => {
    const order = entryOf(layer) ? argumentOrder(layer.className) : [];
    // Of a layer whose arguments are not listed, nothing is known.
    if (order.length === 0 || !layer.arguments) return [];
    const known = [...order, ...OF_ALL_LAYERS.split(' ')];
    return layer.arguments.list.flatMap((argument) => findingFor(model, argument, known, layer.className));
  });
}

function ofFits(model: SourceModel): SourceFinding[] {
  const plain = model.fits.filter(({ callee }) => callee.endsWith('.fit'));
  const ofDatasets = model.fits.filter(({ callee }) => callee.endsWith('.fitDataset'));
  const inTfjs = model.framework === 'tfjs' ? ' yield_every' : '';
  return [...ofCalls(model, plain, OF_FIT + inTfjs), ...ofCalls(model, ofDatasets, OF_FIT_DATASET)];
}

function ofOptimizers(model: SourceModel): SourceFinding[] {
  const calls = model.framework === 'keras' ? optimizersOf(model).flatMap(({ call }) => (call ? [call] : [])) : [];
  return ofCalls(model, calls, OF_OPTIMIZERS);
}

function ofCalls(model: SourceModel, calls: readonly SourceCall[], names: string): SourceFinding[] {
  return calls.flatMap(({ arguments: { list } }) =>
    list.flatMap((argument) => findingFor(model, argument, names.split(' '), '')),
  );
}

function findingFor(
  { framework }: SourceModel,
  argument: SourceArgument,
  known: readonly string[],
  owner: string,
): SourceFinding[] {
  const { name, span } = argument;
  if (name === null) return [];
  const isPython = framework === 'keras';
  const taken = known.map((each) => (isPython ? each : camelCase(each)));
  // Earlier versions of Keras have names of their own.
  if (taken.includes(name) || (isPython && taken.includes(modernName(owner, name)))) return [];
  const meant = nearest(name, taken);
  if (!meant) return [];
  const end = { line: span.start.line, column: span.start.column + name.length };
  return [
    {
      span,
      severity: isPython ? 'error' : 'warning',
      category: 'api',
      message: `There is no argument ${name} here; ${meant} is meant, it seems.`,
      why: isPython
        ? 'Python throws at an argument that the call does not take.'
        : 'TensorFlow.js leaves it out without a word.',
      help: `Write ${meant}.`,
      fixes: [{ title: `Change it to ${meant}`, edits: [{ span: { ...span, end }, newText: meant }] }],
    },
  ];
}
