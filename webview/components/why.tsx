import type { Lesson } from '../../src/protocol/lesson.js';

/** What teaches a finding, opened by those who ask. */
export function Why({ lesson }: { readonly lesson: Lesson }) {
  const [idea, here] = lesson;
  return (
    <details class="more">
      <summary>Why?</summary>
      <p>{idea}</p>
      <p>{here}</p>
    </details>
  );
}
