import type { Answers, FitTexts, ModelRecipe, OpenQuestion, RunChoice, RunPlan, RunWay } from '../protocol/launch.js';
import { modelFiles } from '../source/modelFiles.js';
import { isPageScript } from '../source/pageScript.js';
import { scriptText } from '../source/scriptText.js';
import { ownFit } from '../source/slice/ownFit.js';
import { questionsOf } from '../source/slice/proposals.js';
import { type Slice, sliceModel } from '../source/slice/sliceModel.js';
import { type ChosenWay, chosenWay, knownAnswers } from './chosenWay.js';
import { otherTrainingFile } from './otherTrainingFile.js';
import { planNotes } from './planNotes.js';
import { reachedByOthers } from './reachedByOthers.js';
import { trainsItself } from './trainingFile.js';

const SUMMARIES: Readonly<Record<RunWay, string>> = {
  file: 'Runs this file.',
  'other-file': 'Runs the file that trains it.',
  builder: 'Loads this file and calls the code that builds the model.',
  slice: 'Runs only the statements that the model depends on, and trains it on data that you choose.',
  keras: '',
};

/**
 * The file itself where Node can run it and it trains the model; else a file of the project that imports it and trains; else the statements
 * that the model depends on. With data of its own a model is always sliced: what else the file does is not wanted then.
 */
export async function planJavaScript(choice: RunChoice): Promise<RunPlan> {
  const { model, folder } = choice;
  const text = scriptText(choice.text, model.file);
  const chosen = chosenWay(choice);
  const { ways, other } = await possibleWays(choice, chosen, text);
  const way = chosen.way && (ways.includes(chosen.way) || chosen.entry) ? chosen.way : (ways[0] ?? 'slice');
  const others = ways.filter((each) => each !== way);
  const plan = {
    way,
    others,
    summary: SUMMARIES[way],
    needsData: way !== 'file' && way !== 'other-file',
    data: null,
    questions: [],
    recipe: null,
    notes: [],
    blocked: null,
  };
  if (way === 'file') return { ...plan, entry: model.file };
  if (way === 'other-file') {
    const entry = chosen.entry ?? other;
    return { ...plan, entry, summary: entry ? `Runs ${relativeTo(folder, entry)}, which trains it.` : plan.summary };
  }
  const slice = sliceModel(text, model);
  if (!slice) {
    const location = { file: model.file, ...model.span.start };
    return { ...plan, entry: null, blocked: { message: `${model.name} is no longer in this file.`, location } };
  }
  const questions = questionsOf(slice, model, text);
  const fit = ownFit(slice.creation, slice.analysis, text, model.file);
  return {
    ...plan,
    entry: null,
    ...(way === 'builder'
      ? builderPlan(choice, questions, fit.texts)
      : { questions, recipe: sliceRecipe(choice, slice, questions, fit.texts) }),
    notes: [...planNotes(model, slice.compiles), ...fit.notes],
  };
}

/** The ways that would work, the best one first, and the other file that trains the model. */
async function possibleWays(
  choice: RunChoice,
  { withData, entry }: ChosenWay,
  text: string,
): Promise<{ ways: RunWay[]; other: string | null }> {
  const { model } = choice;
  const loads = modelFiles.javascript.test(model.file);
  const trains = (loads || isPageScript(text, model.file)) && !withData && trainsItself(text, model);
  const other = loads && !withData && !trains ? (entry ?? (await otherFile(choice, text))) : null;
  const ways: (RunWay | false)[] = [
    trains && 'file',
    other !== null && 'other-file',
    'slice',
    model.builder !== null && loads && 'builder',
    loads && !withData && !trains && 'file',
  ];
  return { ways: ways.filter((way) => way !== false), other };
}

async function otherFile({ model, folder }: RunChoice, text: string): Promise<string | null> {
  return reachedByOthers(text, model) ? otherTrainingFile(model, folder) : null;
}

function sliceRecipe(
  choice: RunChoice,
  { code, lines }: Slice,
  questions: readonly OpenQuestion[],
  fit: FitTexts,
): ModelRecipe | null {
  const values = settled(questions, knownAnswers(choice));
  if (!values) return null;
  const { file, line, span } = choice.model;
  return { kind: 'slice', file, line, span, slice: { file, code, lines }, values, fit };
}

/** What is asked for is what the slice leaves open; of it, the parameters are handed over. */
function builderPlan(
  choice: RunChoice,
  questions: readonly OpenQuestion[],
  fit: FitTexts,
): Pick<RunPlan, 'questions' | 'recipe'> {
  const { builder, file, line, span } = choice.model;
  if (!builder) return { questions: [], recipe: null };
  const asked = questions.filter(({ name }) => builder.parameters.some((parameter) => parameter.name === name));
  const values = settled(asked, knownAnswers(choice));
  if (!values) return { questions: asked, recipe: null };
  const given = builder.parameters.map(({ name, defaultValue }) => values[name] ?? defaultValue ?? 'undefined');
  const isClass = builder.kind === 'class';
  const recipe: ModelRecipe = {
    kind: 'builder',
    file,
    line,
    span,
    builder,
    arguments: isClass ? [] : given,
    constructorArguments: isClass ? given : [],
    fit,
  };
  return { questions: asked, recipe };
}

/** A value for each question; null where one has neither an answer nor a proposal. */
function settled(questions: readonly OpenQuestion[], answers: Answers): Answers | null {
  const values = questions.map(({ name, proposal }) => [name, answers[name] ?? proposal] as const);
  return values.some(([, value]) => value === null)
    ? null
    : Object.fromEntries(values.map(([name, value]) => [name, value ?? '']));
}

const relativeTo = (folder: string, file: string): string =>
  file.startsWith(folder) ? file.slice(folder.length).replace(/^[\\/]/, '') : file;
