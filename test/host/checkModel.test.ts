import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { holdMessages } from './support/messages.js';
import { denseNet, ENDLESS_EPOCHS, LINES } from './support/sources.js';
import { endAllRuns, ended, newestRun, trains } from './support/trainers.js';
import { clickLens, editorState, openFile, until, writeSource } from './support/window.js';

/** Its hidden units put out 0 whatever comes in. */
const DEAD = denseNet(ENDLESS_EPOCHS).replace(
  "activation: 'sigmoid'",
  "activation: 'relu', biasInitializer: tf.initializers.constant({ value: -10 })",
);
const withoutData = (text: string): string => text.replace(/^const inputs[\s\S]*/m, '');

describe('Check Model', () => {
  let held: ReturnType<typeof holdMessages>;
  before(async () => {
    await editorState();
    held = holdMessages();
  });
  afterEach(endAllRuns);
  after(() => held.restore());

  /** Checks a file's model, and waits for what it says of it. */
  async function checked(name: string, text: string) {
    const file = writeSource(name, text);
    await openFile(file);
    await vscode.commands.executeCommand('gradlens.checkModel', { file, line: LINES.model + 1, name: 'model' });
    const message = await until('what it says', () => held.messages.find((each) => each.text.startsWith('model: ')));
    held.messages.length = 0;
    const run = await newestRun(file);
    await ended(run);
    return { message, run };
  }

  it('trains no further than it needs to, and says what its first batch predicts', async () => {
    const { message, run } = await checked('dead.js', DEAD);
    assert.match(message.text, /^model: Predicted from the first batch: /);
    assert.deepEqual(message.buttons, ['Show Dashboard']);
    assert.ok(run.state.kind === 'ended' && run.state.outcome === 'stopped');
    assert.equal(run.fits[0]?.series.length, 1);
    assert.ok(run.judgement?.fits[0]?.findings.some(({ rule, layer }) => rule === 'dead-layer' && layer === 0));
  });

  it('takes random numbers where there are no data, and says that nothing speaks against the net', async () => {
    const { message, run } = await checked('shapes.js', withoutData(denseNet(1)));
    assert.equal(message.text, 'model: its first batch shows nothing that would keep it from learning.');
    assert.ok(run.problems.some(({ kind }) => kind === 'random-data'));
  });

  it('leaves a model alone that trains', async () => {
    const file = writeSource('busy.js', denseNet(ENDLESS_EPOCHS));
    const { document } = await openFile(file);
    await clickLens(document, 'Run');
    const run = await newestRun(file);
    await trains(run);
    await vscode.commands.executeCommand('gradlens.checkModel', { file, line: LINES.model + 1, name: 'model' });
    await until('why not', () => held.messages.find(({ text }) => text === 'model is training. Stop it to check it.'));
    assert.equal(run.state.kind, 'active');
  });
});
