import * as v from 'valibot';
import { Count, entity } from './schema.js';

const Position = entity({ line: Count, column: Count });

/** A stretch of a source file, lines and columns from 1, the end exclusive. */
export const SourceSpan = entity({ file: v.string(), start: Position, end: Position });
export type SourceSpan = v.InferOutput<typeof SourceSpan>;
