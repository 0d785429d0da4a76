import { readFile } from 'node:fs/promises';
import { shortLine } from '../../assistant/answerText.js';
import { runAnswer } from '../../assistant/runAnswer.js';
import type { ToolInput } from '../../assistant/toolTable.js';
import { parseDataSpec } from '../../datasets/specText.js';
import { HumanError } from '../../errors/humanError.js';
import { answerText } from '../../launch/answerText.js';
import type { DataSpec } from '../../protocol/data.js';
import { endedWithin } from '../../runs/endedWithin.js';
import { DEFAULT_RUN_SETTINGS } from '../../runs/settings.js';
import { findModels } from '../../source/findModels.js';
import { cliStore } from '../builtFiles.js';
import { chooseBackend } from '../chooseBackend.js';
import { chooseLaunch } from '../chooseLaunch.js';
import { cliRuns } from '../cliRuns.js';
import { ConfigAlerts } from '../configAlerts.js';
import { say } from '../ownWords.js';
import { watchSilence } from '../silence/watchSilence.js';
import { OpenNames } from '../usage.js';
import { userFile } from '../userFile.js';
import { noteLine } from '../warningLine.js';
import type { Root } from './root.js';

/** Lines of what the user's code printed that a failed run is told with: its last ones. */
const LAST_PRINTED = 10;

/** Characters of each of them. */
const LONGEST_PRINTED = 200;

/** Milliseconds that code behind a fit has to end when the time is up: a client waits for the answer. */
const CODE_BEHIND = 3000;

/**
 * Trains a model for a client, for the seconds that it gives at most. What the source leaves open is taken as proposed, and said.
 * @param signal the client has canceled the call, or is gone: the run is stopped, by force where its code does not come back
 */
export async function train(root: Root, input: ToolInput<'train'>, signal: AbortSignal): Promise<string> {
  const file = await userFile(await root.inside(input.file));
  const data = await dataInside(root, input);
  const watch = watchSilence(process);
  const alerts = new ConfigAlerts();
  let printed: readonly string[] = [];
  const runs = cliRuns({
    alerts: alerts.of,
    settings: () => DEFAULT_RUN_SETTINGS,
    onOutput: (_run, _stream, text) => {
      printed = [...printed, ...text.split('\n').slice(-LAST_PRINTED)].slice(-LAST_PRINTED);
    },
  });
  try {
    await alerts.read(file);
    const text = await readFile(file, 'utf8');
    const launch = await chooseLaunch(file, { text, models: findModels(text, file) }, typedOf(input, data), watch);
    const backend = await chooseBackend({ file, storeDirectory: cliStore(), asked: null, signal, log: say });
    signal.throwIfAborted();
    const run = await runs.start({ ...launch, backend });
    const { seconds } = input;
    const isTimeUp = await endedWithin(run, { seconds, signal, patience: CODE_BEHIND });
    const assumed = launch.proposed.map(({ name, value }) => `Assumed: ${name} = ${value}`);
    const failed = run.state.kind === 'ended' && run.state.outcome === 'failed' ? printed : [];
    return runAnswer(run, root.place, [
      ...(isTimeUp ? [`Its ${seconds} s were up: more seconds train it further.`] : []),
      ...launch.notes.map(noteLine),
      ...assumed,
      ...failed.map((line) => `Printed: ${shortLine(line, LONGEST_PRINTED)}`),
    ]);
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

/** What `--data` would say, with its files in the root. @throws {HumanError} where one is outside */
async function dataInside(root: Root, { data, target }: ToolInput<'train'>): Promise<string | null> {
  if (data !== undefined) return JSON.stringify(await specInside(root, parseDataSpec(data, target ?? null)));
  if (target !== undefined) throw new HumanError('target needs data: it names a column of that data.');
  return null;
}

async function specInside(root: Root, spec: DataSpec): Promise<DataSpec> {
  if (spec.kind === 'table' || spec.kind === 'images') return { ...spec, path: await root.inside(spec.path) };
  if (spec.kind === 'arrays') return { ...spec, x: await root.inside(spec.x), y: await root.inside(spec.y) };
  return spec;
}
