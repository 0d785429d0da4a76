import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { Root } from '../../assistant/root.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { onInterrupts } from '../interrupts.js';
import { say } from '../ownWords.js';
import { existingPaths, typedOptions } from '../typedArguments.js';
import { callerFolder } from '../userFile.js';
import { ownVersion } from '../versionCommand.js';
import { mcpServer } from './mcpServer.js';

/** Serves the tools over stdin and stdout until the client is gone; nothing else is written to stdout. */
export async function mcpCommand(args: readonly string[]): Promise<ExitCode> {
  const typed = typedOptions(args, { root: { type: 'string' }, 'allow-train': { type: 'boolean' } });
  const [folder = callerFolder()] = await existingPaths('mcp', [typed.root ?? callerFolder()]);
  const allowTrain = typed['allow-train'] ?? false;
  const root = await Root.open(folder);
  const version = await ownVersion();
  const going = new Set<Promise<unknown>>();
  const { promise: isGone, resolve: leave } = Promise.withResolvers<void>();
  const handle = serveStdio(() => {
    const server = mcpServer({ root, allowTrain, version, going });
    server.server.onclose = leave;
    return server;
  });
  process.stdin.once('end', leave);
  const interrupts = onInterrupts(() => leave());
  say(`serving ${folder}${allowTrain ? ', and trains there' : '; it trains nothing without --allow-train'}`);
  await isGone;
  await handle.close();
  await Promise.allSettled(going);
  interrupts.dispose();
  return EXIT.trained;
}
