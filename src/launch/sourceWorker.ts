import type { FindCall, Found } from '../source/finder.js';
import { findModels } from '../source/findModels.js';
import { anchorsIn } from '../source/notebook/cellAnchors.js';
import { answerCalls } from '../system/answerCalls.js';
import type { PlanCall } from './launchPlanner.js';
import { planLaunch } from './planLaunch.js';

/** Entry of the worker thread that parses, so that no other thread waits for it. */
answerCalls(async (call: FindCall | PlanCall) => ('choice' in call ? planLaunch(call.choice) : found(call)));

function found({ file, text }: FindCall): Found {
  return { models: findModels(text, file), anchors: anchorsIn(file, text) };
}
