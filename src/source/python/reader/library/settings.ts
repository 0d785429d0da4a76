import type { NoteText } from '../program/events.js';

/** Calls that set what training does everywhere, by their full name, and what becomes of them. */
const settings: readonly (readonly [RegExp, NoteText])[] = [
  [
    /^(?:tensorflow\.(?:random\.)?(?:set_seed|set_random_seed)|keras\.utils\.set_random_seed|tensorflow\.keras\.utils\.set_random_seed)$/,
    note(
      'Initial weights, dropout, and shuffles do not follow this seed. To make runs repeat themselves, give GradLens a seed (gradlens.seed, --seed).',
      false,
    ),
  ],
  [/^keras\.backend\.set_floatx$/, note('Numbers are always float32 here, whatever set_floatx says.', false)],
  [
    /^keras\.mixed_precision\.(?:\w+\.)*set_(?:global_)?policy$/,
    note('Numbers are always float32 here: mixed precision is ignored.', false),
  ],
  [
    /^keras\.backend\.set_image_(?:data_format|dim_ordering)$/,
    note('The setting is ignored: layers use channels last unless they say otherwise themselves.', true),
  ],
  [
    /^keras\.backend\.set_learning_phase$/,
    note('The learning phase is ignored: fit trains, and evaluate does not.', true),
  ],
  [/^(?:exec|eval|execfile)$/, note('GradLens does not follow what this runs.', true)],
];

function note(text: string, changesLearning: boolean): NoteText {
  return { kind: 'not-done', text, changesLearning };
}

/** What is said of a call that sets how training goes; null for any other. */
export function settingNote(path: string): NoteText | null {
  return settings.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}
