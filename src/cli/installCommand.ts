import { cliStore } from './builtFiles.js';
import { installOwnTfjsNode } from './chooseBackend.js';
import { EXIT, type ExitCode } from './exitCodes.js';
import { onInterrupts } from './interrupts.js';
import { say } from './say.js';

/** Makes GradLens's own tfjs-node ready; `npm start` and `npm test` call it. */
export async function installCommand(): Promise<ExitCode> {
  const abort = new AbortController();
  const interrupts = onInterrupts(() => abort.abort());
  try {
    const { version, path } = await installOwnTfjsNode({
      storeDirectory: cliStore(),
      signal: abort.signal,
      log: () => {},
    });
    say(`tfjs-node ${version} is ready in ${path}`);
    return EXIT.trained;
  } catch (error) {
    if (abort.signal.aborted) {
      say('interrupted');
      return EXIT.interrupted;
    }
    say(error instanceof Error ? error.message : String(error));
    return EXIT.nothingTrained;
  } finally {
    interrupts.dispose();
  }
}
