import { messageOf } from '../errors/errorText.js';
import { HumanError } from '../errors/humanError.js';
import { OwnError } from '../errors/ownError.js';
import { NoSuchRun } from '../runs/foundRun.js';
import { checkCommand } from './check/checkCommand.js';
import { compareCommand } from './compareCommand.js';
import { completionCommand } from './completion/completionCommand.js';
import { datasetsCommand } from './datasetsCommand.js';
import { EXIT, type ExitCode } from './exitCodes.js';
import { exportCommand } from './exportCommand.js';
import { installCommand } from './installCommand.js';
import { modelsCommand } from './modelsCommand.js';
import { say, writeOwn } from './ownWords.js';
import { runsCommand } from './runsCommand.js';
import { showCommand } from './showCommand.js';
import { sweepCommand } from './sweep/sweepCommand.js';
import { trainCommand } from './trainCommand.js';
import { tryCommand } from './try/tryCommand.js';
import { type CommandName, OpenError, UsageError, usage } from './usage.js';
import { versionCommand } from './versionCommand.js';

const COMMANDS: Readonly<Record<CommandName, (args: readonly string[]) => Promise<ExitCode>>> = {
  train: trainCommand,
  check: checkCommand,
  try: tryCommand,
  sweep: sweepCommand,
  models: modelsCommand,
  datasets: datasetsCommand,
  runs: runsCommand,
  show: showCommand,
  compare: compareCommand,
  export: exportCommand,
  // The protocol's library takes a while to load, which other commands need not wait for.
  mcp: async (args) => (await import('./mcp/mcpCommand.js')).mcpCommand(args),
  'install-tfjs-node': installCommand,
  completion: completionCommand,
  version: versionCommand,
};

async function main([name, ...args]: readonly string[]): Promise<ExitCode> {
  if (name === 'help' || [name, ...args].some((arg) => arg === '--help' || arg === '-h')) {
    writeOwn(process.stdout, `${usage(name === 'help' ? args[0] : name)}\n`);
    return EXIT.trained;
  }
  try {
    const command = name === undefined || !Object.hasOwn(COMMANDS, name) ? undefined : COMMANDS[name as CommandName];
    if (!command) throw new UsageError(name === undefined ? 'No command given.' : `There is no command "${name}".`);
    return await command(args);
  } catch (error) {
    return failed(error, name);
  }
}

/** Says why a command failed; the stack of what is no sentence for a person comes before. */
function failed(error: unknown, command: string | undefined): ExitCode {
  if (error instanceof UsageError) writeOwn(process.stderr, `${usage(command)}\n\n`);
  else if (error instanceof OwnError) writeOwn(process.stderr, `${error.details}\n`);
  else if (!(error instanceof HumanError))
    writeOwn(process.stderr, `${error instanceof Error ? error.stack : String(error)}\n`);
  say(messageOf(error));
  if (error instanceof OwnError) return EXIT.nothingTrained;
  const isUsage = [UsageError, OpenError, NoSuchRun].some((kind) => error instanceof kind);
  return isUsage ? EXIT.wrongUsage : EXIT.userCodeFailed;
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error; // with EPIPE nobody reads any more; training goes on and is recorded
  });
}
process.exitCode = await main(process.argv.slice(2));
