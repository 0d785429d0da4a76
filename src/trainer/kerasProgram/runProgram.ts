import { openDataset } from '../../datasets/openDataset.js';
import type { ModelShapes } from '../../datasets/types.js';
import { isArray } from '../../keras/arguments/isCall.js';
import type { KerasProgram, KerasStep, KerasValues } from '../../protocol/kerasProgram.js';
import { optimizerFields } from '../../tfjs/optimizerFields.js';
import { innerModel, type Tensor } from '../../tfjs/tfjs.js';
import type { BuildRun } from '../build/buildRun.js';
import { failingAs } from '../build/failingAs.js';
import { NeedsDataShape } from '../build/missingInputShapes.js';
import { taskData } from '../build/openData.js';
import { IMAGE_SIDES, usualInputShape } from '../build/usualInputShape.js';
import { InputShapes } from './inputShapes.js';
import { copyWeights, setWeights } from './modelWeights.js';
import { type MakeStep, ProgramModels } from './programModels.js';
import { ProgramTraining } from './programTraining.js';

type StepOf<Kind extends KerasStep['kind']> = Extract<KerasStep, { kind: Kind }>;

const NO_SHAPES: ModelShapes = { input: null, output: [], vocabulary: null, loss: null, lastActivation: null };

/** Does what a Keras program does, step by step. A step that cannot be done ends the run with a problem at its place. */
export async function runProgram(run: BuildRun, program: KerasProgram, values: KerasValues): Promise<void> {
  const programRun = new ProgramRun(run, program, values);
  for (const step of program.steps) {
    await failingAs(isOnData(step) ? 'data' : 'model', run, () => programRun.do(step));
  }
}

const isOnData = ({ kind }: KerasStep): boolean => kind === 'fit' || kind === 'trainOnBatch' || kind === 'evaluate';

class ProgramRun {
  private readonly inputs: InputShapes;
  private readonly models: ProgramModels;
  private readonly training: ProgramTraining;
  /** Weights that were kept, by their numbers. */
  private readonly kept = new Map<number, Tensor[]>();

  constructor(
    private readonly run: BuildRun,
    private readonly program: KerasProgram,
    private readonly values: KerasValues,
  ) {
    this.inputs = new InputShapes(run.tf);
    this.models = new ProgramModels(run, program.version, this.inputs);
    this.training = new ProgramTraining(run, program, values, this.models, (number, weights) =>
      this.keep(number, weights),
    );
  }

  async do(step: KerasStep): Promise<void> {
    const { models } = this;
    switch (step.kind) {
      case 'make':
        return this.make(step);
      case 'addLayer':
        return models.add(step.model, step.layer);
      case 'popLayer':
        return models.get(step.model).model.pop();
      case 'compile':
        return models.compile(step.model, step.call);
      case 'trainable':
        return models.setTrainable(step.model, step.path, step.value, step.location);
      case 'learningRate':
        return this.setLearningRate(step);
      case 'getWeights':
        return this.keepWeights(step);
      case 'setWeights':
        return this.setWeights(step);
      case 'resetStates':
        return models.get(step.model).model.resetStates();
      case 'fit':
        return this.training.fit(step);
      case 'trainOnBatch':
        return this.training.trainOnBatch(step);
      case 'evaluate':
        return this.training.evaluate(step);
    }
  }

  /** A first layer without an input shape takes that of the data; for random data a usual one, larger where pooling needs it. */
  private async make(step: MakeStep): Promise<void> {
    const { run, models, inputs } = this;
    const shape = sampleShapeOf(this.program, step.model);
    const isUsed = isUsedInAnother(this.program, step.model);
    if (shape) {
      inputs.during(
        () => shape,
        () => models.make(step),
      );
      return;
    }
    if (run.task.data?.kind === 'random' && !isUsed) {
      this.makeForRandom(step);
      return;
    }
    try {
      models.make(step);
    } catch (error) {
      if (!(error instanceof NeedsDataShape)) throw error;
      if (isUsed) return models.makeLater(step);
      const dataset = await openDataset(taskData(run), run.task.dataFolder, NO_SHAPES, run.places);
      const { inputShape } = dataset.description;
      await dataset.close();
      inputs.during(
        () => inputShape,
        () => models.make(step),
      );
    }
  }

  private makeForRandom(step: MakeStep): void {
    let failure: unknown;
    for (const side of IMAGE_SIDES) {
      try {
        this.inputs.during(
          (layer) => usualInputShape(layer, side),
          () => this.models.make(step),
        );
        return;
      } catch (error) {
        failure ??= error;
        if (!this.inputs.gaveImage) break;
      }
    }
    throw failure;
  }

  private setLearningRate({ model, value }: StepOf<'learningRate'>): void {
    const optimizer = innerModel(this.models.get(model).model)?.optimizer_;
    if (optimizer) optimizerFields(optimizer).learningRate = value;
  }

  private keepWeights({ model, path, weights, location }: StepOf<'getWeights'>): void {
    this.keep(weights, copyWeights(this.run.tf, this.models.at({ kind: 'layer', model, path }, location)));
  }

  private keep(number: number, weights: Tensor[]): void {
    this.run.tf.dispose(this.kept.get(number) ?? []);
    this.kept.set(number, weights);
  }

  private setWeights({ model, path, weights, location }: StepOf<'setWeights'>): void {
    const given =
      typeof weights === 'number'
        ? this.kept.get(weights)
        : weights.flatMap(({ id }) => this.values.arrays.get(id) ?? []);
    setWeights(this.run.tf, this.models.at({ kind: 'layer', model, path }, location), given ?? [], location);
  }
}

/** Shape of a sample that a model is going to be used on, as the rest of its program tells; null where it does not. */
function sampleShapeOf(program: KerasProgram, model: number, depth = 0): readonly number[] | null {
  for (const step of program.steps) {
    if ('call' in step && step.model === model && isArray(step.call.named.x)) return step.call.named.x.shape.slice(1);
  }
  const outer = usesOf(program, model).find(({ index }) => index === 0);
  return outer && depth < 10 ? sampleShapeOf(program, outer.step.model, depth + 1) : null;
}

/** Whether another model has it as a layer. */
function isUsedInAnother(program: KerasProgram, model: number): boolean {
  return usesOf(program, model).length > 0;
}

function usesOf(
  { steps }: KerasProgram,
  model: number,
): { readonly step: Extract<KerasStep, { kind: 'make' }>; readonly index: number }[] {
  return steps.flatMap((step) => {
    if (step.kind !== 'make') return [];
    const index = step.layers.findIndex((layer) => layer.kind === 'layer' && layer.model === model);
    return index < 0 ? [] : [{ step, index }];
  });
}
