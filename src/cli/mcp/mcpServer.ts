import { McpServer } from '@modelcontextprotocol/server';
import { toStandardJsonSchema } from '@valibot/to-json-schema';
import { INSTRUCTIONS, TOOLS, type ToolInput, type ToolName, TRAINING_TOOL } from '../../assistant/toolTable.js';
import { messageOf } from '../../errors/errorText.js';
import { HumanError } from '../../errors/humanError.js';
import { printable, say } from '../ownWords.js';
import { check, compare, listModels, listRuns, proposeFix, readRun } from './readTools.js';
import type { Root } from './root.js';
import { train } from './trainTool.js';

interface Served {
  readonly root: Root;
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
  let last: { readonly signal: AbortSignal; readonly over: Promise<unknown> } | null = null;
  const trainAlone: Answer<'train'> = async (input, signal) => {
    if (!allowTrain) throw new HumanError(NOT_ALLOWED);
    // One that was canceled needs a moment until its process is gone.
    while (last?.signal.aborted) await last.over;
    if (last) throw new HumanError('Another training goes on. Wait for it, or cancel it.');
    const answer = train(root, input, signal);
    last = { signal, over: Promise.allSettled([answer]) };
    try {
      return await answer;
    } finally {
      last = null;
    }
  };
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
  add('train', trainAlone);
  add('list_runs', (input) => listRuns(root, input));
  add('read_run', (input) => readRun(root, input));
  add('compare_runs', (input) => compare(root, input));
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
