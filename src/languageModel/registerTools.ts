import * as v from 'valibot';
import * as vscode from 'vscode';
import { OneTraining } from '../assistant/oneTraining.js';
import { compareAsked, listRuns, readRun } from '../assistant/runTools.js';
import { editorToolName, TOOLS, type ToolInput, type ToolName, TRAINING_TOOL } from '../assistant/toolTable.js';
import { stackOf } from '../errors/errorText.js';
import { HumanError } from '../errors/humanError.js';
import { type Disposable, DisposableStore } from '../lifecycle/disposables.js';
import { ReadOnlyTexts } from '../platform/readOnlyTexts.js';
import { whileEnabled } from '../platform/whileEnabled.js';
import type { ToolDeps } from './deps.js';
import { proposeFix } from './proposeFix.js';
import { check, listModels } from './readTools.js';
import { train, trainingQuestion } from './trainTool.js';
import { WorkspaceReach } from './workspaceReach.js';

type Answer<N extends ToolName> = (input: ToolInput<N>, reach: WorkspaceReach, signal: AbortSignal) => Promise<string>;

/** Gives assistants in the editor the tools of `toolTable`, while the person's settings have it so. */
export function registerTools(deps: ToolDeps): Disposable {
  return whileEnabled(deps.settings.languageModelTools, () => {
    const store = new DisposableStore();
    const training = new OneTraining();
    const fixedTexts = store.add(new ReadOnlyTexts('gradlens-fix'));
    const answers: { readonly [N in ToolName]: Answer<N> } = {
      list_models: (input, reach, signal) => listModels(deps, reach, input, signal),
      check: (input, reach, signal) => check(deps, reach, input, signal),
      train: (input, reach, signal) => training.run(signal, () => train(deps, reach, input, signal)),
      list_runs: async (input, reach) => {
        await deps.restored;
        return listRuns(deps.state.runs, reach, input);
      },
      read_run: async (input, reach) => {
        await deps.restored;
        return readRun(deps.state.runs, reach, input);
      },
      compare_runs: async (input, reach) => {
        await deps.restored;
        return compareAsked(deps.state.runs, reach, input);
      },
      propose_fix: (input, reach, signal) => proposeFix(deps, fixedTexts, reach, input, signal),
    };
    const add = <N extends ToolName>(name: N) => store.add(register(deps, name, answers[name]));
    for (const name of Object.keys(TOOLS)) add(name as ToolName);
    return store;
  });
}

function register<N extends ToolName>(deps: ToolDeps, name: N, answer: Answer<N>): Disposable {
  return vscode.lm.registerTool(editorToolName(name), {
    prepareInvocation: ({ input }, token) => prepared(deps, name, input, token),
    invoke: async ({ input }, token) => {
      const text = await withSignal(token, async (signal) => {
        try {
          return await answer(parsedInput(name, input), await WorkspaceReach.open(), signal);
        } catch (error) {
          if (signal.aborted) throw new vscode.CancellationError();
          if (!(error instanceof HumanError)) deps.log.error(`The tool ${name} failed: ${stackOf(error)}`);
          throw error;
        }
      });
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  });
}

/** A person is asked before their code runs. @throws {HumanError} where it cannot run anyway: nothing is asked or done then */
async function prepared(
  deps: ToolDeps,
  name: ToolName,
  input: unknown,
  token: vscode.CancellationToken,
): Promise<vscode.PreparedToolInvocation> {
  const invocationMessage = `GradLens: ${TOOLS[name].title}`;
  if (name !== TRAINING_TOOL) return { invocationMessage };
  const confirmationMessages = await withSignal(token, async (signal) =>
    trainingQuestion(deps, await WorkspaceReach.open(), parsedInput(name, input), signal),
  );
  return { invocationMessage, confirmationMessages };
}

/** @throws {HumanError} for what the tool does not take */
function parsedInput<N extends ToolName>(name: N, input: unknown): ToolInput<N> {
  const parsed = v.safeParse(TOOLS[name].input, input);
  if (parsed.success) return parsed.output as ToolInput<N>;
  const [issue] = parsed.issues;
  throw new HumanError(`${v.getDotPath(issue) ?? name}: ${issue.message}`);
}

async function withSignal<T>(token: vscode.CancellationToken, use: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const listening = token.onCancellationRequested(() => abort.abort());
  if (token.isCancellationRequested) abort.abort();
  try {
    return await use(abort.signal);
  } finally {
    listening.dispose();
  }
}
