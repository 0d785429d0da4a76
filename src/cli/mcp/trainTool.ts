import { readFile } from 'node:fs/promises';
import { dataInside } from '../../assistant/dataInside.js';
import type { Reach } from '../../assistant/root.js';
import type { ToolInput } from '../../assistant/toolTable.js';
import { CODE_BEHIND, trainedAnswer } from '../../assistant/trainedAnswer.js';
import { answerText } from '../../launch/answerText.js';
import { endedWithin } from '../../runs/endedWithin.js';
import { DEFAULT_RUN_SETTINGS } from '../../runs/settings.js';
import { findModels } from '../../source/findModels.js';
import { cliStore } from '../builtFiles.js';
import { foundBackend } from '../chooseBackend.js';
import { chooseLaunch } from '../chooseLaunch.js';
import { cliRuns } from '../cliRuns.js';
import { ConfigAlerts } from '../configAlerts.js';
import { say } from '../ownWords.js';
import { watchSilence } from '../silence/watchSilence.js';
import { OpenNames } from '../usage.js';
import { userFile } from '../userFile.js';

/**
 * Trains a model for a client, for the seconds that it gives at most. What the source leaves open is taken as proposed, and said.
 * @param signal the client has canceled the call, or is gone: the run is stopped, by force where its code does not come back
 */
export async function train(root: Reach, input: ToolInput<'train'>, signal: AbortSignal): Promise<string> {
  const file = await userFile(await root.inside(input.file));
  const data = await dataInside(root, input);
  const watch = watchSilence(process);
  const alerts = new ConfigAlerts();
  const runs = cliRuns({ alerts: alerts.of, settings: () => DEFAULT_RUN_SETTINGS });
  try {
    await alerts.read(file);
    const text = await readFile(file, 'utf8');
    const launch = await chooseLaunch(
      file,
      { text, models: findModels(text, file) },
      typedOf(input, data && JSON.stringify(data)),
      watch,
    );
    // An assistant waits for the seconds that it gives: it is a person who has tfjs-node installed.
    const backend = await foundBackend({ file, storeDirectory: cliStore(), log: say });
    signal.throwIfAborted();
    const run = await runs.start({ ...launch, backend });
    const { seconds } = input;
    const isTimeUp = await endedWithin(run, { seconds, signal, patience: CODE_BEHIND });
    return trainedAnswer(run, root.place, { seconds, isTimeUp });
  } finally {
    await runs.close();
    watch.dispose();
  }
}

function typedOf({ line, epochs, seed, set }: ToolInput<'train'>, data: string | null) {
  const values = Object.fromEntries(Object.entries(set).map(([name, value]) => [name, answerText(value)]));
  const open = new OpenNames(values);
  const onAsked = (names: ReadonlySet<string>) => {
    open.add(names);
    open.refuseOthers();
  };
  const asked = { line: line ?? null, epochs: epochs ?? null, seed: seed ?? null, model: null, save: null };
  return { ...asked, data, target: null, values, onAsked, yes: true, isTrial: false };
}
