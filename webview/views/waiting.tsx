import { ProgressRing } from '../components/progressRing.js';

/** Fills the place of what is not there yet; says nothing where nothing will come. */
export function Waiting({ text }: { readonly text: string | null }) {
  if (text === null) return <p class="waiting">No batch was recorded.</p>;
  return (
    <p class="waiting" role="status">
      <ProgressRing label="Working" /> {text}
    </p>
  );
}
