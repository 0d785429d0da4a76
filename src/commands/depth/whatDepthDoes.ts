import * as v from 'valibot';
import type { DepthModel } from '../../depth/depthModel.js';
import { modelReference } from '../../editor/models/modelReference.js';
import { linearFixes } from '../../editor/problems/linearFixes.js';
import { makeEdits } from '../../editor/problems/makeEdits.js';
import { didFirstStep } from '../../platform/firstSteps.js';
import { isNotebookFile } from '../../protocol/cellsText.js';
import { DepthLesson, FIRST_QUESTIONS } from '../../protocol/depth/question.js';
import { modelFile, type RunRequest } from '../../protocol/runRequest.js';
import { pickAndKeepData } from '../chooseData.js';
import type { Command, CommandDeps } from '../deps.js';
import { requireTrust } from '../launch/requireTrust.js';
import { saveBeforeRun } from '../launch/saveBeforeRun.js';
import { settleRun } from '../launch/settleRun.js';
import { chosenModel, type ModelTarget, requireModelTarget } from '../modelTarget.js';

/** What the walkthrough hands over. */
const Asked = v.object({ lesson: DepthLesson });

/** Opens the lessons on what depth does in the model at the cursor, at the first one or the one that is named. */
export function whatDepthDoes(deps: CommandDeps): Command {
  return async (argument) => {
    if (!(await requireTrust())) return;
    const asked = v.safeParse(Asked, argument);
    const target = await requireModelTarget(deps.state, argument);
    const lesson = asked.success ? asked.output.lesson : 'collapse';
    const { file, span } = target.model;
    const place = await deps.state.notebooks.textNow({ file, ...span.start });
    deps.depth.open(depthModel(deps, target, place), FIRST_QUESTIONS[lesson]);
    didFirstStep(`depth-${lesson}`);
    deps.dashboard.show();
  };
}

function depthModel(deps: CommandDeps, { model }: ModelTarget, place: string): DepthModel {
  const reference = modelReference(model);
  return {
    name: model.name,
    place,
    request: () => requestOf(deps, reference),
    chooseData: async () => (await pickAndKeepData(deps, await chosenModel(deps.state, reference))) !== null,
    fixes: async () => {
      const shown = await onScreen(deps, await requireModelTarget(deps.state, reference));
      if (!shown) return [];
      const { document, model: now } = shown;
      return linearFixes(now).map(({ title, edits }) => ({ title, make: () => makeEdits(document, edits) }));
    },
  };
}

/** The model of a notebook as its cell has it, as a person edits no text of the file; null where its notebook is no longer open. */
async function onScreen({ state }: CommandDeps, target: ModelTarget): Promise<ModelTarget | null> {
  const { file, span } = target.model;
  if (!isNotebookFile(file)) return target;
  const place = await state.notebooks.locate(null, file, span.start);
  const models = place ? await state.models.current(place.cell) : [];
  const model = models.find(({ line }) => line === place?.line);
  return place && model ? { document: place.cell, model } : null;
}

/** How the model is run, as it is on screen: of several in its file, no other one is measured. */
async function requestOf(deps: CommandDeps, reference: unknown): Promise<RunRequest | null> {
  const { backends } = deps.state;
  await saveBeforeRun((await requireModelTarget(deps.state, reference)).document);
  const target = await chosenModel(deps.state, reference);
  const request = await settleRun(deps, target);
  if (!request) return null;
  const backend = await backends.resolve(modelFile(request));
  const only = target.models.length > 1 ? { spans: [target.model.span], name: null } : null;
  return { ...request, only, backend };
}
