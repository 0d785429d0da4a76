import type { Answers, OpenQuestion } from '../../../protocol/launch.js';
import type { SourceModel } from '../../../protocol/source.js';
import type { SourceNote } from '../../../protocol/sourceNote.js';
import type { PythonNode } from '../syntax/node.js';
import { parseProgram } from '../syntax/program.js';
import type { PythonTree } from '../syntax/tree.js';
import { type Effort, planEffort, sourceArrays } from './contents/sourceArrays.js';
import { findTarget } from './flow/target.js';
import { type KerasReading, NO_VALUES } from './reading.js';
import { readOnce } from './readOnce.js';

/** Questions can lead to others: how often proposals are taken to see them. */
const MOST_ROUNDS = 6;

export interface ReadingOptions {
  /** How much of its data is computed. */
  readonly effort?: Effort;
  /** Whether the program is wanted with all models that it trains. */
  readonly whole?: boolean;
  /** What the random numbers of its data follow from where the program sets no seed. */
  readonly seed?: number | null;
}

/**
 * Reads a Keras Sequential without running Python: a small interpreter goes through the statements that make, compile and fit it. What only running
 * would tell is asked for, with a proposal by where it is used.
 * @param text A Python file, or a notebook.
 * @param model As the finder gives it for this text.
 * @param answers Text of a Python literal for each question that is settled.
 */
export function declareKeras(
  text: string,
  file: string,
  model: SourceModel,
  answers: Answers,
  { effort = planEffort, whole = false, seed = null }: ReadingOptions = {},
): KerasReading {
  const tree = parseProgram(text, file);
  const { root } = tree;
  const spanOf = (node: PythonNode) => tree.spanOf(node, file);
  const target = findTarget(root, model, (node) => spanOf(node).start);
  if (!target) {
    const location = { file, ...model.span.start };
    return empty({ message: `${model.name} is not in this version of the file`, location });
  }
  const taken = new Map(Object.entries(answers));
  const asked = new Map<string, OpenQuestion>();
  const source = {
    text,
    file,
    model,
    spanOf,
    answers: taken,
    arrays: () => sourceArrays(file, effort, seed),
    effort,
    whole,
  };
  let reading = readOnce(root, target, source);
  for (let round = 1; round < MOST_ROUNDS; round++) {
    const fresh = reading.questions.filter(({ name }) => !asked.has(name));
    for (const question of fresh) asked.set(question.name, question);
    const proposed = fresh.flatMap(({ name, proposal }) =>
      proposal === null || taken.has(name) ? [] : [[name, proposal] as const],
    );
    if (proposed.length === 0) break;
    for (const [name, proposal] of proposed) taken.set(name, proposal);
    reading = readOnce(root, target, source);
  }
  const { used, ...rest } = reading;
  const isOpen = ({ name }: OpenQuestion) =>
    answers[name] === undefined && (used.has(name) || reading.questions.some((question) => question.name === name));
  const sourceNotes = [...syntaxNotes(tree, file), ...rest.sourceNotes];
  const answered = Object.keys(answers).filter((name) => used.has(name));
  return { ...rest, sourceNotes, answered, questions: [...asked.values()].filter(isOpen) };
}

/** Python runs nothing of a file that it cannot read; here what can be understood is. */
function syntaxNotes(tree: PythonTree, file: string): SourceNote[] {
  const problem = tree.syntaxProblem();
  if (!problem) return [];
  const text = `Python cannot run this file: ${problem.message}. GradLens trains what it can read.`;
  return [{ kind: 'not-done', text, file, line: problem.position.line, changesLearning: false }];
}

function empty(blocked: KerasReading['blocked']): KerasReading {
  const nothing = {
    declaration: null,
    questions: [],
    answered: [],
    data: null,
    program: null,
    trained: [],
    sourceNotes: [],
  };
  return { ...nothing, values: NO_VALUES, blocked };
}
