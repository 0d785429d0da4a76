import type { Arrays } from '../../../arrays/arrays.js';
import type { KerasCall, KerasDeclaration } from '../../../protocol/keras.js';
import type { SourceModel } from '../../../protocol/source.js';
import type { SourceSpan } from '../../../protocol/sourceSpan.js';
import type { PythonNode } from '../syntax/node.js';
import type { Effort } from './contents/sourceArrays.js';
import { withBuildShape } from './declaration/buildShape.js';
import { dataHint } from './declaration/dataHint.js';
import { declareLayers, UnknownLayer } from './declaration/declareLayers.js';
import { declareCompile, declareFit, goalOf } from './declaration/declareTraining.js';
import { versionOf } from './declaration/version.js';
import { wordsOf } from './declaration/wordsOf.js';
import { Writer } from './declaration/writer.js';
import { valuesAtCalls } from './flow/callers.js';
import { runProgram } from './flow/run.js';
import { createInterpreter } from './interpreter.js';
import type { Machine } from './machine.js';
import { declareProgram } from './program/declareProgram.js';
import { Questions } from './questions/questions.js';
import { NO_VALUES, type Reading } from './reading.js';
import type { PyModel, PyUnknown } from './values/values.js';

export interface Source {
  readonly text: string;
  readonly file: string;
  readonly model: SourceModel;
  readonly spanOf: (node: PythonNode) => SourceSpan;
  readonly answers: ReadonlyMap<string, string>;
  /** What computes its arrays: anew for each reading, with random numbers from their start. */
  readonly arrays: () => Arrays;
  readonly effort: Effort;
  /** Whether all models that the program trains are wanted, and not only those that belong to the one that is read. */
  readonly whole: boolean;
}

/** Reads a model once, with the answers that there are. */
export function readOnce(root: PythonNode, target: PythonNode, source: Source): Reading {
  const place = (node: PythonNode) => source.spanOf(node).start;
  const callSites = (unknown: PyUnknown) => valuesAtCalls(machine, unknown);
  const questions = new Questions(source.answers, source.file, place, callSites);
  const machine = createInterpreter(root, target, questions, source.arrays(), source.effort);
  const model = runProgram(machine);
  const blocked = (message: string, node: PythonNode): Reading => ({
    declaration: null,
    questions: [],
    used: questions.used,
    data: null,
    program: null,
    trained: [],
    sourceNotes: [],
    values: NO_VALUES,
    blocked: { message, location: { file: source.file, ...place(node) } },
  });
  if (!model || model.layers.length === 0) return blocked(whyEmpty(machine, source.model), model?.node ?? target);
  try {
    return declare(machine, model, source);
  } catch (error) {
    if (error instanceof UnknownLayer) return blocked(error.message, error.node);
    throw error;
  }
}

function whyEmpty({ trace }: Machine, { name }: SourceModel): string {
  const [endless] = trace.endless;
  if (endless) return `${name} cannot be read: ${endless.name} calls itself without an end`;
  return `${name} has no layer`;
}

function declare(machine: Machine, model: PyModel, source: Source): Reading {
  const { file, spanOf } = source;
  const writer = new Writer(machine, spanOf);
  const goal = goalOf(model);
  const first = model.fitted ? { ...model, layers: [...model.fitted.layers], compile: model.fitted.compile } : model;
  const layers = withBuildShape(declareLayers(writer, first, spanOf, goal), model);
  const compile: KerasCall | null = first.compile ? declareCompile(writer, first.compile, goal) : null;
  const fit = model.fit ? declareFit(writer, model.fit) : null;
  const version = versionOf(machine.root, layers, fit);
  const { name } = source.model;
  const declaration: KerasDeclaration = {
    name,
    file,
    location: { file, ...spanOf(machine.trace.target).start },
    version,
    layers,
    compile,
    fit,
  };
  const { program } = machine.trace;
  const own = machine.trace.models.filter((made) => made.layers.length > 0);
  const isNamed = (made: PyModel) => own.includes(made);
  const models = source.whole ? [...own, ...program.trainedModels()] : own;
  const declared = declareProgram(program, writer, models, { file, name, isNamed, spanOf });
  const steps = declared.steps.length > 0 && !writer.incomplete ? { file, version, steps: declared.steps } : null;
  return {
    declaration: writer.incomplete ? null : declaration,
    questions: [...machine.questions.asked.values()],
    used: machine.questions.used,
    data: dataHint(machine, model),
    program: steps,
    trained: declared.models.map(({ node }) => ({ file, ...spanOf(node).start })),
    sourceNotes: declared.notes,
    values: {
      words: wordsOf(machine),
      arrays: program.arrays.contents,
      callbacks: program.callbacks,
      functions: program.functions,
    },
    blocked: null,
  };
}
