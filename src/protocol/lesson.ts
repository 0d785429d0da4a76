import * as v from 'valibot';

/**
 * Two short paragraphs that teach a finding to somebody who meets it for the first time: the idea, in plain words that explain each term, and
 * what this net's own numbers mean in its light.
 */
export type Lesson = v.InferOutput<typeof Lesson>;
export const Lesson = v.pipe(v.tuple([v.string(), v.string()]), v.readonly());
