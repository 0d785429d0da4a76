import { McpServer } from '@modelcontextprotocol/server';
import { toStandardJsonSchema } from '@valibot/to-json-schema';
import { OneTraining } from '../../assistant/oneTraining.js';
import type { Reach } from '../../assistant/root.js';
import { compareAsked, listRuns, readRun } from '../../assistant/runTools.js';
import { INSTRUCTIONS, TOOLS, type ToolInput, type ToolName, TRAINING_TOOL } from '../../assistant/toolTable.js';
import { messageOf } from '../../errors/errorText.js';
import { HumanError } from '../../errors/humanError.js';
import { withKeptRuns } from '../keptRuns.js';
import { printable, say } from '../ownWords.js';
import { check, listModels, proposeFix } from './readTools.js';
import { train } from './trainTool.js';

interface Served {
  readonly root: Reach;
  /** Code of the root may be run. */
  readonly allowTrain: boolean;
  readonly version: string;
  /** Keeps what is being answered until it is. */
  readonly going: Set<Promise<unknown>>;
}

type Answer<N extends ToolName> = (input: ToolInput<N>, signal: AbortSignal) => Promise<string>;

/** The tools for a client of the Model Context Protocol. @see https://modelcontextprotocol.io/specification */
export function mcpServer({ root, allowTrain, version, going }: Served): McpServer {
  const server = new McpServer({ name: 'gradlens', title: 'GradLens', version }, { instructions: INSTRUCTIONS });
  const training = new OneTraining();
  const add = <N extends ToolName>(name: N, answer: Answer<N>) => {
    const { title, description, input } = TOOLS[name];
    const readOnlyHint = name !== TRAINING_TOOL;
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: toStandardJsonSchema(input),
        annotations: { readOnlyHint, openWorldHint: !readOnlyHint },
      },
      async (typed: unknown, { mcpReq }) => {
        const answering = answered(answer(typed as ToolInput<N>, mcpReq.signal));
        going.add(answering);
        return answering.finally(() => going.delete(answering));
      },
    );
  };
  add('list_models', (input) => listModels(root, input));
  add('check', (input) => check(root, input));
  add('train', async (input, signal) => {
    if (!allowTrain) throw new HumanError(NOT_ALLOWED);
    return training.run(signal, () => train(root, input, signal));
  });
  add('list_runs', (input) => withKeptRuns((runs) => listRuns(runs, root, input)));
  add('read_run', (input) => withKeptRuns((runs) => readRun(runs, root, input)));
  add('compare_runs', (input) => withKeptRuns((runs) => compareAsked(runs, root, input)));
  add('propose_fix', (input) => proposeFix(root, input));
  return server;
}

const NOT_ALLOWED =
  'Training runs the code of the root, which this server may not: a person has to start it with --allow-train.';

interface ToolResult {
  readonly content: { type: 'text'; text: string }[];
  readonly isError?: boolean;
  readonly [key: string]: unknown;
}

/** What went wrong is an answer, too; the stack of what is no sentence goes to stderr. */
async function answered(answer: Promise<string>): Promise<ToolResult> {
  try {
    return { content: [{ type: 'text', text: printable(await answer) }] };
  } catch (error) {
    if (!(error instanceof HumanError)) say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { content: [{ type: 'text', text: printable(messageOf(error)) }], isError: true };
  }
}
