import { engineOf } from './engine.js';
import { type Members, members, type Need, type Owner, ownerOf } from './members.js';
import { nodeBackendOf } from './nodeBackend.js';
import type { Tfjs } from './tfjs.js';

/** What can be done with a tfjs. */
export interface TfjsAbilities {
  /** What is missing to record anything, such as `tf.bincount`; empty where nothing is. */
  readonly toRecord: readonly string[];
  readonly toCompile: readonly string[];
  /** To put a loop of ours into the place of that of `fit`. */
  readonly toReplaceLoop: readonly string[];
  /** To have all random numbers follow from a seed. */
  readonly toSeed: readonly string[];
}

/** Nobody's own layers are called so. */
const NAME = 'gradlens_check';

/**
 * Looks whether all that GradLens uses of tfjs is there, once it is ready to compute and before anything of it is replaced. What a backend
 * lacks that is no tfjs-node's is not told: nothing is compiled on it.
 */
export function checkTfjs(tf: Tfjs): TfjsAbilities {
  const missing = missingMembers(tf);
  const of = (wanted: Need) => missing.filter(({ need }) => need === wanted).map(({ name }) => name);
  return { toRecord: of('record'), toCompile: of('compile'), toReplaceLoop: of('rows'), toSeed: of('seed') };
}

function missingMembers(tf: Tfjs): { readonly name: string; readonly need: Need }[] {
  return withSpecimens(tf, (specimens) =>
    Object.entries(specimens).flatMap(([owner, specimen]) =>
      Object.entries(members[owner as Owner])
        .filter(([name]) => !(name in specimen))
        .map(([name, [need]]) => ({ name: `${owner}.${name}`, need })),
    ),
  );
}

/** Calls back with one of each, as its constructor makes it. */
function withSpecimens<T>(tf: Tfjs, use: (specimens: Partial<Record<Owner, object>>) => T): T {
  const layer = tf.layers.dense({ name: NAME, units: 1, inputShape: [1], kernelInitializer: 'zeros' });
  const model = tf.sequential({ name: NAME, layers: [layer] });
  const optimizer = tf.train.sgd(1);
  model.compile({ optimizer, loss: 'meanSquaredError' });
  try {
    return tf.tidy(() => use({ ...ofEveryTfjs(tf, model as never, layer, optimizer), ...ofTfjsNode(tf) }) as never);
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}

function ofEveryTfjs(
  tf: Tfjs,
  model: Members['Sequential'],
  layer: object,
  optimizer: object,
): Partial<Record<Owner, object>> {
  const engine = engineOf(tf);
  return {
    tf,
    LayersModel: model.model,
    Sequential: model,
    Layer: layer,
    Optimizer: optimizer,
    BaseCallback: ownerOf(tf, 'BaseCallback'),
    Orthogonal: ownerOf(tf, 'Orthogonal'),
    Dataset: ownerOf(tf, 'Dataset'),
    Engine: engine,
    EngineState: engine.state,
  };
}

function ofTfjsNode(tf: Tfjs): Partial<Record<Owner, object>> {
  const backend = nodeBackendOf(tf);
  const { binding, tensorMap } = backend;
  if (tf.getBackend() !== 'tensorflow') return {};
  const entry = tensorMap?.get(tf.scalar(0).dataId);
  return { NodeBackend: backend, TensorEntry: entry ?? {}, Binding: binding ?? {} };
}
