import * as v from 'valibot';
import { type Disposable, DisposableStore } from '../lifecycle/disposables.js';
import type { DataLimits } from '../protocol/data.js';
import { Seed } from '../protocol/seed.js';
import { SEVERITIES } from '../protocol/severity.js';
import { COMPILED_STEP, ON_NOT_A_NUMBER } from '../protocol/trainer.js';
import type { RunSettings } from '../runs/settings.js';
import { ConfigValue } from './configValue.js';

interface NumberRange {
  readonly fallback: number;
  readonly min: number;
  readonly max: number;
}

/** Every setting of GradLens; ranges and defaults equal those that package.json tells the settings editor. */
export class Settings implements Disposable {
  private readonly store = new DisposableStore();

  /** What runs train on; `auto` takes the best that loads. */
  readonly backend = this.setting('backend', readChoice(['auto', 'tfjs-node', 'wasm']));
  /** Seconds that a batch may take to end after Stop before the process is killed. */
  readonly stopGracePeriod = this.setting('stopGracePeriod', readNumber({ fallback: 3, min: 0, max: 600 }));
  /** Whether a process waits for the next run, with its backend loaded. */
  readonly warmStart = this.setting('warmStart.enabled', readFlag(true));
  /** Batches between histograms; 0 switches them off. */
  readonly histogramInterval = this.setting('histogramInterval', readNumber({ fallback: 50, min: 0, max: 1e6 }));
  /** Batches between statistics of the layers' outputs; 0 switches them off. */
  readonly activationInterval = this.setting('activationInterval', readNumber({ fallback: 50, min: 0, max: 1e6 }));
  /** Samples of each fit that are kept with what the model makes of them; 0 keeps none. */
  readonly predictionSamples = this.setting('predictionSamples', readNumber({ fallback: 1000, min: 0, max: 1000 }));
  /** Whether tfjs-node runs whole steps as one call. */
  readonly compiledStep = this.setting('compiledStep', readChoice(COMPILED_STEP));
  /** Address of the Ray cluster that sweeps can train on; empty for none. */
  readonly ray = this.setting('ray', readText);
  /** Path of a Python that has Ray; empty for GradLens's own. */
  readonly rayPython = this.setting('rayPython', readText);
  /** What all random numbers of a run follow from; null leaves them to chance. */
  readonly seed = this.setting('seed', readSeed);
  /** Whether training holds at NaN or infinity. */
  readonly onNotANumber = this.setting('onNotANumber', readChoice(ON_NOT_A_NUMBER));
  /** Megabytes that one run's files may take. */
  readonly maxRunSize = this.setting('maxRunSize', readNumber({ fallback: 1024, min: 1, max: 1e6 }));
  /** Runs kept on disk. */
  readonly maxRuns = this.setting('maxRuns', readNumber({ fallback: 50, min: 1, max: 10_000 }));
  /** Megabytes of memory for the series of runs. */
  readonly seriesMemory = this.setting('seriesMemory', readNumber({ fallback: 128, min: 16, max: 16_384 }));

  /** Megabytes that a compressed data file may unpack to. */
  readonly maxUnpackedSize = this.setting('maxUnpackedSize', readNumber({ fallback: 1024, min: 1, max: 1e6 }));
  /** Millions of pixels that a picture may have. */
  readonly maxPixels = this.setting('maxPixels', readNumber({ fallback: 36, min: 1, max: 1000 }));

  /** Whether the side bar lists the models of the workspace. */
  readonly modelIndex = this.setting('modelIndex.enabled', readFlag(true));
  readonly codeLens = this.setting('codeLens.enabled', readFlag(true));
  /** Whether models have a lens that leads to what their run printed. */
  readonly outputLens = this.setting('outputLens.enabled', readFlag(true));
  readonly sweepLens = this.setting('sweepLens.enabled', readFlag(true));
  readonly inlineGradients = this.setting('inlineGradients.enabled', readFlag(true));
  /** Lines that end before this column have their gradient at their end, longer ones at their start. */
  readonly inlineGradientColumn = this.setting(
    'inlineGradients.endColumn',
    readNumber({ fallback: 24, min: 0, max: 1000 }),
  );
  /** Whether layers whose gradient needs a look have a sign beside the line number. */
  readonly gutterSigns = this.setting('gutterSigns.enabled', readFlag(true));
  /** Whether they have a mark in the scroll bar. */
  readonly rulerMarks = this.setting('overviewRuler.enabled', readFlag(true));
  readonly hovers = this.setting('hovers.enabled', readFlag(true));
  readonly statusBar = this.setting('statusBar.enabled', readFlag(true));
  readonly problems = this.setting('problems.enabled', readFlag(true));
  /** Whether layers have hints before any run. */
  readonly hints = this.setting('hints.enabled', readFlag(true));
  /** Whether assistants in the editor can use GradLens's tools. */
  readonly languageModelTools = this.setting('languageModelTools.enabled', readFlag(true));
  /** Whether what is wrong is underlined, too, and not only listed. */
  readonly squiggles = this.setting('diagnosis.squiggles', readFlag(true));
  /** Pairs of trainings that Try it takes. */
  readonly trySeeds = this.setting('tryIt.seeds', readNumber({ fallback: 3, min: 1, max: 9 }));
  /** Severities of rules by their ids; other rules have their own. */
  readonly severities = this.setting('diagnosis.severity', readChoices([...SEVERITIES, 'off']));

  dispose(): void {
    this.store.dispose();
  }

  private setting<T>(key: string, read: (raw: unknown) => T): ConfigValue<T> {
    return this.store.add(new ConfigValue(key, read));
  }
}

/** What the settings say about reading data. */
export function dataLimits({ maxUnpackedSize, maxPixels }: Settings): DataLimits {
  return { unpackedMB: maxUnpackedSize.value, megapixels: maxPixels.value };
}

/** What the settings say about runs, in the units that runs count in. */
export function runSettings(settings: Settings): RunSettings {
  const {
    maxRuns,
    maxRunSize,
    seriesMemory,
    stopGracePeriod,
    histogramInterval,
    activationInterval,
    predictionSamples,
    compiledStep,
    severities,
  } = settings;
  return {
    maxRuns: maxRuns.value,
    maxRunMB: maxRunSize.value,
    seriesMemoryMB: seriesMemory.value,
    stopGracePeriod: stopGracePeriod.value * 1000,
    histogramInterval: Math.round(histogramInterval.value),
    activationInterval: Math.round(activationInterval.value),
    predictionSamples: Math.round(predictionSamples.value),
    compiledStep: compiledStep.value,
    onNotANumber: settings.onNotANumber.value === 'stop' ? 'hold' : 'continue',
    statistics: true,
    severities: severities.value,
    background: true,
  };
}

/** Readers of raw configuration values: a value of a wrong type or outside its range never reaches a feature. */

/** An object of choices; what is none of them is left out. */
const readChoices =
  <const T extends string>(choices: readonly T[]) =>
  (raw: unknown): Readonly<Record<string, T>> => {
    const entries = typeof raw === 'object' && raw !== null ? Object.entries(raw) : [];
    return Object.fromEntries(
      entries.flatMap(([key, value]) => choices.filter((choice) => choice === value).map((choice) => [key, choice])),
    );
  };

const readText = (raw: unknown): string => (typeof raw === 'string' ? raw.trim() : '');

const readFlag =
  (fallback: boolean) =>
  (raw: unknown): boolean =>
    typeof raw === 'boolean' ? raw : fallback;

/** Brings a number into its range; a fraction is kept. */
const readNumber =
  ({ fallback, min, max }: NumberRange) =>
  (raw: unknown): number =>
    typeof raw === 'number' && Number.isFinite(raw) ? Math.min(max, Math.max(min, raw)) : fallback;

/** A seed; anything else leaves random numbers to chance. */
const readSeed = (raw: unknown): number | null => (v.is(Seed, raw) ? raw : null);

const readChoice =
  <const T extends string>(choices: readonly [T, ...T[]]) =>
  (raw: unknown): T =>
    choices.find((choice) => choice === raw) ?? choices[0];
