import { EXIT, type ExitCode } from '../exitCodes.js';
import { RULE_IDS } from '../knownRule.js';
import { writeOwn } from '../ownWords.js';
import { typedArguments } from '../typedArguments.js';
import { UsageError } from '../usage.js';
import { commandWords } from './commandWords.js';
import { completionScripts, SHELLS } from './completionScripts.js';

/** Writes what makes a shell complete commands and options. */
export async function completionCommand(args: readonly string[]): Promise<ExitCode> {
  const [asked, ...rest] = typedArguments(args, {}).positionals;
  const shell = SHELLS.find((each) => each === asked);
  if (!shell || rest.length > 0) throw new UsageError(`completion takes one of ${SHELLS.join(', ')}.`);
  writeOwn(process.stdout, completionScripts[shell]({ commands: commandWords(), rules: [...RULE_IDS] }));
  return EXIT.trained;
}
