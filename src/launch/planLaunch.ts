import type { LaunchPlan, PlanRequest } from '../protocol/launch.js';
import { planJavaScript } from './planJavaScript.js';
import { planKeras } from './planKeras.js';

/** Decides how a model is run and what its source leaves open. Runs none of the user's code. */
export async function planLaunch(request: PlanRequest): Promise<LaunchPlan> {
  return request.model.framework === 'keras' ? planKeras(request) : planJavaScript(request);
}
