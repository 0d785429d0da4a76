import { takeBuildRun } from './buildRun.js';
import { trainBuild } from './trainBuild.js';

// What Node runs in place of a user's file where the trainer itself makes and fits the model.
await trainBuild(takeBuildRun());
process.exit();
