import { projectFolder } from '../../editor/plans/modelPlans.js';
import type { ModelChoices } from '../../protocol/config.js';
import type { SourceModel } from '../../protocol/source.js';
import type { CommandDeps } from '../deps.js';
import { type ModelTarget, requireModelTarget } from '../modelTarget.js';

/** A model that a command is about, with what has been chosen for it. */
export interface LaunchTarget extends ModelTarget {
  /** All models of its file, in order. */
  readonly models: readonly SourceModel[];
  readonly choices: ModelChoices;
  /** The project's folder. */
  readonly folder: string;
}

/** @throws {HumanError} where there is no model */
export async function launchTarget({ state }: CommandDeps, argument: unknown): Promise<LaunchTarget> {
  const { document, model } = await requireModelTarget(state.models, argument);
  const models = await state.models.current(document);
  const choices = await state.config.choices(model, models);
  return { document, model, models, choices, folder: projectFolder(model.file) };
}
