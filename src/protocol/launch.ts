import type { ModelChoices } from './config.js';
import type { DataLimits, DataSpec } from './data.js';
import type { SourceLocation } from './fit.js';
import type { SourceBuilder, SourceModel } from './source.js';
import type { SourceNote } from './sourceNote.js';
import type { SourceSpan } from './sourceSpan.js';

/**
 * How Run trains a model. `file`: Node runs the file that makes and trains it; `other-file`: another file that imports it is run;
 * `builder`: its file is loaded and the function or class that makes the model is called; `slice`: only the statements that the
 * model depends on are run; `keras`: its Python is read, never run.
 */
export type RunWay = 'file' | 'other-file' | 'builder' | 'slice' | 'keras';

/** A value that the source leaves open, asked for once. */
export interface OpenQuestion {
  /** Unique among a model's questions, and short: a parameter's name, or the expression's text. Answered by `--set NAME=VALUE`. */
  readonly name: string;
  /** The expression that the value stands for. */
  readonly expression: string;
  readonly location: SourceLocation;
  /** Half a sentence for a person: `parameter of buildModel, used as units`. */
  readonly reason: string;
  /** A value as text of a literal in the model's language; null where none can be proposed. */
  readonly proposal: string | null;
  /** The proposal is the source's own default: nobody has to be asked, and a person may change it all the same. */
  readonly hasDefault?: boolean;
  /** Further values that the project itself uses, from call sites. */
  readonly alternatives: readonly string[];
  /** What of a sample's shape the value is, as it stands; left out where it is something else, or something is computed of it. */
  readonly ofSample?: SamplePart;
}

/**
 * What of a sample a value says: the shape of its input, the size at `entry` of a shape of `entries` sizes, or the units of a last dense layer.
 */
export type SamplePart =
  | { readonly of: 'shape' }
  | { readonly of: 'size'; readonly entry: number; readonly entries: number }
  | { readonly of: 'output' };

/** A value that the source leaves open and that the data says. */
export interface ToldValue {
  readonly question: OpenQuestion;
  readonly value: string;
  /** Name of the data. */
  readonly data: string;
}

/** A proposal that a run was made with, as nobody gave another value. */
export interface ProposedValue {
  readonly name: string;
  readonly value: string;
  readonly location: SourceLocation;
}

/** Answers to open questions by their name: text of a JavaScript literal or expression, or of a Python literal. */
export type Answers = Readonly<Record<string, string>>;

/** The statements of one file that a model depends on, in the order in which they run; each stands at its own columns. */
export interface SliceModule {
  readonly file: string;
  /**
   * JavaScript, free of types and JSX: the body of an async function that takes `tf`, `gradlensModel` (a function that returns the model made so
   * far) and the values for what is open.
   */
  readonly code: string;
  /** For each row of the code the file's line, from 1; 0 for a row that the file does not have. */
  readonly lines: readonly number[];
}

/** What the source's own fit is called with, as texts of expressions; a name that is not there is not said. */
export type FitTexts = Readonly<
  Partial<Record<'epochs' | 'batchSize' | 'validationSplit' | 'initialEpoch' | 'shuffle', string>>
>;

/** What the trainer makes a model from where it does not run a file of the user's. */
export type ModelRecipe =
  | {
      readonly kind: 'builder';
      readonly file: string;
      readonly line: number;
      /** Of the expression that makes the model. */
      readonly span: SourceSpan;
      readonly builder: SourceBuilder;
      /** Text of each argument of the function or method, in order; none for a class. */
      readonly arguments: readonly string[];
      /** Text of each argument of the class, in order; none for a function. */
      readonly constructorArguments: readonly string[];
      readonly fit: FitTexts;
    }
  | {
      readonly kind: 'slice';
      readonly file: string;
      readonly line: number;
      /** Of the expression that makes the model. */
      readonly span: SourceSpan;
      readonly slice: SliceModule;
      /** Names that the slice's code takes from outside, with the text of their values. */
      readonly values: Answers;
      readonly fit: FitTexts;
    }
  | {
      readonly kind: 'keras';
      /** The trainer reads its file again: the numbers of arrays never leave the process that has read them. */
      readonly model: SourceModel;
      readonly answers: Answers;
      /** Whether all models that the file trains are trained, and not only what belongs to this one. */
      readonly whole: boolean;
    };

/** How the trainer itself fits a model on data; null takes the source's value, else the default. */
export interface FitPlan {
  readonly epochs: number | null;
  readonly batchSize: number | null;
  readonly validationSplit: number | null;
}

/** A model that the trainer makes and fits itself. */
export interface BuildTask {
  readonly recipe: ModelRecipe;
  /** Null where the source's own data is all that is needed. */
  readonly data: DataSpec | null;
  /** Whether arrays of the source go before `data`, where they can be had. */
  readonly ownData: boolean;
  /** Folder that relative paths in `data` start from. */
  readonly dataFolder: string;
  /** What reading it may take; the usual where it is left out. */
  readonly limits?: DataLimits;
  readonly fit: FitPlan;
}

/** What a person chose to run: a model, and how. */
export interface RunChoice {
  readonly model: SourceModel;
  /** Whether no one model was meant: all that the file trains are (Keras only). */
  readonly whole?: boolean;
  /** Text of the model's file, as the editor has it. */
  readonly text: string;
  /** The project's folder: paths in the choices start from it, and files that import the model's are looked for in it. */
  readonly folder: string;
  /** The model's entry in `gradlens.json`. */
  readonly choices: ModelChoices;
  /** Values for what the source leaves open, in place of those that the choices have. */
  readonly answers?: Answers;
  /** Data was named beside the choices: the model and its compile are wanted, its own fit is not run. */
  readonly dataNamed?: boolean;
}

/** What will run for one model, before anything has run. */
export interface RunPlan {
  /** Values that the data said, which nobody is asked for. */
  readonly told?: readonly ToldValue[];
  readonly way: RunWay;
  /** What else would work, for "Choose How to Run". */
  readonly others: readonly RunWay[];
  /** One sentence for the lens: what Run will do. */
  readonly summary: string;
  /** The file that Node runs (`file`, `other-file`); null for the other ways. */
  readonly entry: string | null;
  readonly questions: readonly OpenQuestion[];
  /** Of the answers that were given, the names of those that are no questions any more. */
  readonly answered?: readonly string[];
  /** Null for `file` and `other-file`, and where a question without answer or proposal is open. */
  readonly recipe: ModelRecipe | null;
  /** Whether it trains on data that is named or picked; else the source's own code has or makes all of it. */
  readonly needsData: boolean;
  /** Data that the source itself names (Keras: `mnist.load_data()`); null where a person picks. */
  readonly data: DataSpec | null;
  /** What Run does otherwise than the source has it, or chooses where the source is silent. */
  readonly notes: readonly SourceNote[];
  /** Why it cannot be run in any way, in one sentence with its place. */
  readonly blocked: { readonly message: string; readonly location: SourceLocation | null } | null;
}
