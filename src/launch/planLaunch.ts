import { OwnError } from '../errors/ownError.js';
import type { LaunchPlan, PlanRequest } from '../protocol/launch.js';
import { planJavaScript } from './planJavaScript.js';
import { planKeras } from './planKeras.js';

/**
 * Decides how a model is run and what its source leaves open. Runs none of the user's code.
 * @throws {OwnError} by rejection, where the planner itself fails at this model
 */
export async function planLaunch(request: PlanRequest): Promise<LaunchPlan> {
  try {
    return request.model.framework === 'keras' ? planKeras(request) : await planJavaScript(request);
  } catch (error) {
    throw new OwnError('read this model', error);
  }
}
