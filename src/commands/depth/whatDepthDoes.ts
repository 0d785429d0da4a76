import * as v from 'valibot';
import type { DepthModel } from '../../depth/depthModel.js';
import { modelReference } from '../../editor/models/modelReference.js';
import { linearFixes } from '../../editor/problems/linearFixes.js';
import { makeEdits } from '../../editor/problems/makeEdits.js';
import { didFirstStep } from '../../platform/firstSteps.js';
import { DepthLesson, FIRST_QUESTIONS } from '../../protocol/depth/question.js';
import { modelFile, type RunRequest } from '../../protocol/runRequest.js';
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
    fixes: async () => {
      const { document, model: now } = await requireModelTarget(deps.state, reference);
      return linearFixes(now).map(({ title, edits }) => ({ title, make: () => makeEdits(document, edits) }));
    },
  };
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
