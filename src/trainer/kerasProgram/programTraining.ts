import { CHOOSE_OTHER } from '../../datasets/noFile.js';
import { HumanError } from '../../errors/humanError.js';
import { SourceError } from '../../errors/sourceError.js';
import { isArray } from '../../keras/arguments/isCall.js';
import { isStateful, namedBatchSize } from '../../keras/batchSizes.js';
import { makeCallbacks } from '../../keras/callbacks/makeCallbacks.js';
import type { KeepWeights } from '../../keras/callbacks/modelCheckpoint.js';
import { type FitSettings, fitSettings } from '../../keras/fitSettings.js';
import { type KerasTraining, kerasTrainingOf } from '../../keras/training/kerasTraining.js';
import type { FitSetup } from '../../protocol/fit.js';
import type { KerasProgram, KerasStep, KerasValues } from '../../protocol/kerasProgram.js';
import { innerModel, type Tensor, type TrainingModel } from '../../tfjs/tfjs.js';
import type { BuildRun } from '../build/buildRun.js';
import { refuseWithoutWeights, usualCompile } from '../build/compileDefault.js';
import { placeWords } from '../endings/placeWords.js';
import type { Batch } from '../kerasFit/batchSource.js';
import { evaluate, KerasFit } from '../kerasFit/kerasFit.js';
import { type ArrayUse, callTensors, type FitData, fitArrays, testBatches } from './fitData.js';
import { copyWeights, readWeights, setWeights } from './modelWeights.js';
import { pickedData } from './pickedData.js';
import type { ProgramModel, ProgramModels } from './programModels.js';

const NO_DATA = `The data of this fit could not be computed from the source. ${CHOOSE_OTHER}`;

type CallStep = Extract<KerasStep, { kind: 'fit' | 'trainOnBatch' | 'evaluate' }>;

interface Subject {
  readonly step: CallStep;
  readonly entry: ProgramModel;
  readonly model: TrainingModel;
  readonly training: KerasTraining;
  readonly settings: FitSettings;
}

/** `fit`, `train_on_batch` and `evaluate` of a Keras program. */
export class ProgramTraining {
  private areWordsTold = false;

  constructor(
    private readonly run: BuildRun,
    private readonly program: KerasProgram,
    private readonly values: KerasValues,
    private readonly models: ProgramModels,
    private readonly keepWeights: KeepWeights,
  ) {}

  async fit(step: CallStep): Promise<void> {
    const subject = this.subject(step);
    const data = await this.fitData(subject);
    try {
      await this.fitOn(data, subject);
      if (data.training.batches === 0) throw new HumanError('There are no samples to train on.');
    } finally {
      await data.close();
    }
  }

  /** One update, on one batch of arrays. */
  async trainOnBatch(step: CallStep): Promise<void> {
    const subject = this.subject(step);
    const { model, training, settings } = subject;
    const data = callTensors(this.use(subject), settings.args, settings.classWeight);
    try {
      training.resetMetrics('train');
      await this.run.trainStep(model, step.location, () => this.trainBatch(model, { data, rows: null, size: 0 }));
    } finally {
      this.run.tf.dispose(data);
    }
  }

  /** Prints loss and metrics, as Keras does; without arrays there is nothing to evaluate. */
  async evaluate(step: CallStep): Promise<void> {
    if (!isArray(step.call.named.x)) return;
    const { tf } = this.run;
    const subject = this.subject(step);
    const { training, settings } = subject;
    const data = callTensors(this.use(subject), settings.args, null);
    const steps = settings.args.number('steps') ?? null;
    try {
      const source = testBatches(this.use(subject), data, settings.batchSize, steps);
      const results = await evaluate(tf, training, source, steps);
      const text = Object.entries(results).map(([name, value]) => `${name}: ${value.toPrecision(4)}`);
      console.log(`evaluate, ${placeWords(step.location)}: ${text.join(' - ')}`);
    } finally {
      tf.dispose(data);
    }
  }

  private subject(step: CallStep): Subject {
    const entry = this.models.get(step.model);
    const usual = entry.compiled ? null : usualCompile(this.run, entry.model);
    if (usual) this.models.compileUsually(step.model, usual, step.location);
    this.models.freezeAsCompiled(entry);
    const model = innerModel(entry.model);
    const training = model && kerasTrainingOf(model);
    if (!training) throw new Error('The model is not compiled');
    if (step.kind !== 'evaluate') refuseWithoutWeights(this.run, entry.model, model.collectedTrainableWeights.length);
    const settings = fitSettings(step.call, this.program.version);
    return { step, entry, model, settings, training };
  }

  private use({ step, entry, training }: Subject): ArrayUse {
    const { tf, shuffleOfFit, share } = this.run;
    return {
      tf,
      share,
      shuffleOfFit,
      model: entry.model,
      values: this.values,
      place: step.location,
      placeOf: (layer) => this.run.placeOf(layer),
      ignoresClass: training.ignoresClass,
      training,
    };
  }

  private fitData(subject: Subject): Promise<FitData> | FitData {
    const { step, entry, settings, training } = subject;
    const fixed = fixedBatch(entry);
    if (!isArray(step.call.named.x)) {
      if (!this.run.task.data) throw new SourceError(NO_DATA, step.location);
      return pickedData(this.run, { model: entry.model, training }, settings, fixed);
    }
    return fitArrays(this.use(subject), settings, this.run.task.fit.batchSize ?? fixed);
  }

  private async fitOn(data: FitData, { step, entry, model, settings, training }: Subject): Promise<void> {
    const { run, program, values } = this;
    const { tf } = run;
    const epochs = run.epochs ?? run.task.fit.epochs ?? settings.epochs;
    const { initialEpoch } = settings;
    // Steps count batches of the source's own data.
    const stepsPerEpoch = data.kind === 'fit' ? settings.stepsPerEpoch : null;
    const [, ...metrics] = model.getDedupedMetricsNames();
    const call = {
      kind: data.kind,
      metrics,
      epochs,
      initialEpoch,
      batchSize: data.training.batchSize,
      batchesPerEpoch: stepsPerEpoch ?? data.training.batches,
      setup: {
        data: data.name,
        samples: data.training.samples,
        ...(data.allSamples === undefined ? {} : { allSamples: data.allSamples }),
        validation: data.validation ? data.validation.samples : 0,
        ...(data.isSplit ? { isSplit: true } : {}),
        ...this.epochsOf(step, settings),
        ...(data.name === null ? this.wordsFor(model) : {}),
        ...(settings.classWeight ? { classWeights: settings.classWeight } : {}),
      },
    };
    const at = (path: readonly number[]) => this.models.at({ kind: 'layer', model: step.model, path }, step.location);
    const callbacks = makeCallbacks(settings.args.value('callbacks'), program.version, values, {
      getWeights: (path) => readWeights(tf, at(path)),
      setWeights: (path, weights) => setWeights(tf, at(path), weights, step.location),
      print: (text) => console.log(text),
      keepWeights: this.keepWeights,
    });
    const validation = data.validation && {
      source: data.validation,
      steps: data.kind === 'fit' ? settings.validationSteps : null,
      isDue: settings.validates,
    };
    await run.recordFit(model, call, step.location, (listener) =>
      new KerasFit(
        {
          tf,
          model,
          training,
          trainBatch: (batch) => this.trainBatch(model, batch),
          source: data.training,
          epochs,
          initialEpoch,
          stepsPerEpoch,
          validation,
          callbacks,
          weights: {
            getWeights: () => copyWeights(tf, entry.model),
            setWeights: (weights) => setWeights(tf, entry.model, weights, step.location),
          },
        },
        listener,
      ).run(),
    );
  }

  /** Once a run: all its fits are of the same source. */
  private wordsFor({ layers }: TrainingModel): Pick<FitSetup, 'words'> {
    const { words } = this.values;
    const first = layers.find((layer) => layer.getClassName() !== 'InputLayer');
    if (!words || this.areWordsTold || first?.getClassName() !== 'Embedding') return {};
    this.areWordsTold = true;
    return { words: { from: words.name, list: words.list } };
  }

  /** Who said how many epochs there are. */
  private epochsOf(step: CallStep, { args, epochs }: FitSettings): Pick<FitSetup, 'epochsFrom' | 'sourceEpochs'> {
    const isUsual = step.kind === 'fit' && step.isUsual === true;
    const sourceEpochs = !isUsual && (args.has('epochs') || args.has('nb_epoch')) ? epochs : null;
    if ((this.run.epochs ?? this.run.task.fit.epochs) !== null) return { epochsFrom: 'chosen', sourceEpochs };
    if (isUsual) return { epochsFrom: 'gradlens', sourceEpochs };
    return { epochsFrom: sourceEpochs === null ? 'library' : 'source', sourceEpochs };
  }

  private trainBatch(model: TrainingModel, { data, rows }: Batch): number {
    const train = model.makeTrainFunction();
    const values = rows ? this.run.trainRows(model, train, data, rows) : train([...data]);
    const [loss] = values;
    const number = typeof loss === 'number' ? loss : ((loss as Tensor).dataSync()[0] ?? Number.NaN);
    if (!(values instanceof Float32Array)) this.run.tf.dispose(values);
    if (!rows) this.run.tf.dispose([...data]);
    return number;
  }
}

/** The batch size that a model with state has. */
function fixedBatch({ calls }: ProgramModel): number | null {
  return isStateful(calls) ? namedBatchSize(calls) : null;
}
