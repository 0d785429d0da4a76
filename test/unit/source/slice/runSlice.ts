import { Script } from 'node:vm';
import { findModels } from '../../../../src/source/findModels.js';
import { scriptText } from '../../../../src/source/scriptText.js';
import { questionsOf } from '../../../../src/source/slice/proposals.js';
import { sliceModel } from '../../../../src/source/slice/sliceModel.js';

/** What a slice did when it ran on a stand-in for TensorFlow.js that only writes down what it is asked for. */
export interface SliceRun {
  /** Name and options of each layer, in order: `dense {"units":4}`. */
  readonly layers: readonly string[];
  readonly compile: unknown;
  /** Proposals by the questions' names. */
  readonly asked: Readonly<Record<string, string | null>>;
  readonly expressions: readonly string[];
  readonly code: string;
  /** Rows of the code with the file's line, without those that were made. */
  readonly rows: ReadonlyMap<number, string>;
}

class Layer {
  constructor(
    readonly name: string,
    readonly options: unknown,
  ) {}

  toString(): string {
    return `${this.name} ${JSON.stringify(this.options ?? {})}`;
  }
}

class Sequential {
  readonly layers: unknown[] = [];
  compiled: unknown = null;

  constructor(options?: { layers?: unknown[] }) {
    this.layers.push(...(options?.layers ?? []));
    made.push(this);
  }

  add(layer: unknown): void {
    this.layers.push(layer);
  }

  compile(options: unknown): void {
    this.compiled = options;
  }

  toString(): string {
    return `[${this.layers.join(', ')}]`;
  }
}

let made: Sequential[] = [];

const layers = new Proxy(
  {},
  { get: (_all, name) => (name === 'Layer' ? Layer : (options: unknown) => new Layer(String(name), options)) },
);

const tf = {
  Sequential,
  sequential: (options?: { layers?: unknown[] }) => new Sequential(options),
  layers,
  train: new Proxy(
    {},
    {
      get:
        (_all, name) =>
        (...options: unknown[]) =>
          `${String(name)}(${options.join()})`,
    },
  ),
};

/** Slices the file's model (the last one) and runs the slice with all proposals taken. */
export async function runSlice(
  text: string,
  file = 'model.ts',
  answers: Record<string, string> = {},
): Promise<SliceRun> {
  const model = findModels(text, file).at(-1);
  const script = scriptText(text, file);
  const slice = model && sliceModel(script, model);
  if (!slice) throw new Error('no model');
  const questions = questionsOf(slice, model, script);
  const values = questions.map(({ name, proposal }) =>
    new Script(`(tf) => (${answers[name] ?? proposal})`).runInThisContext()(tf),
  );
  const names = ['tf', 'gradlensModel', ...questions.map(({ name }) => name)];
  made = [];
  const run = new Script(`(async function (${names.join()}) {\n${slice.code}\n})`).runInThisContext();
  await run.call({}, tf, () => made.at(-1), ...values);
  const rows = slice.code.split('\n').map((row, index) => [slice.lines[index] ?? 0, row] as const);
  return {
    layers: (made.at(-1)?.layers ?? []).map(String),
    compile: made.at(-1)?.compiled ?? null,
    asked: Object.fromEntries(questions.map(({ name, proposal }) => [name, proposal])),
    expressions: questions.map(({ expression }) => expression),
    code: slice.code,
    rows: new Map(rows.filter(([line]) => line > 0)),
  };
}
