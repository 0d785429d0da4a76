import type { EditorState } from '../../editor/editorState.js';
import { modelAtCursor } from '../../editor/models/activeModel.js';
import { isSupported } from '../../editor/models/languages.js';
import { HumanError } from '../../errors/humanError.js';
import { pick } from '../../platform/quickPick.js';
import { NoModelHere } from '../noModelHere.js';
import { type AskedTry, offeredTries } from './offeredTries.js';

/**
 * The edit of the model at the cursor that a person picks to be tried; undefined where none is picked.
 * @throws {HumanError} where there is no model, or no edit that would help it
 */
export async function askTry({ models, lastEditor }: EditorState): Promise<AskedTry | undefined> {
  const place = await lastEditor.place();
  const all = place && isSupported(place.document) ? await models.current(place.document) : [];
  const model = place && modelAtCursor(all, place);
  if (!place || !model) throw new NoModelHere();
  const offered = (await offeredTries(place.document, model.name)).filter(({ model: { line } }) => line === model.line);
  const items = [...new Map(offered.map((asked) => [asked.title, { label: asked.title, asked }])).values()];
  if (items.length === 0) {
    throw new HumanError(
      `Nothing to try: no finding of ${model.name} has an edit that would help. Run the model first, then a finding may have one.`,
    );
  }
  const asking = {
    title: `Try it: ${model.name}`,
    placeHolder: 'Choose an edit to train with; the file is not touched',
  };
  return (await pick(items, asking))?.asked;
}
