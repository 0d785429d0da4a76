import * as v from 'valibot';
import { FitStarted } from '../protocol/trainerSchemas.js';
import { JsonNumber } from './json.js';

/** A fit's summary as files hold it. */
export const StoredSummary = v.object({ ...FitStarted.entries, learningRate: v.nullable(JsonNumber) });
