import { Icon } from '../components/icon.js';
import { Button, ProgressRing } from '../components/toolkit.js';
import { send } from '../host.js';

/** What a person sees who opens the dashboard before the first run. */
export function NoRun() {
  return (
    <main class="empty">
      <Icon name="graph-line" />
      <h1>No runs yet</h1>
      <p>
        Open a file that builds a Sequential model, and click <strong>Run</strong> above it: JavaScript or TypeScript,
        an HTML page, a Keras Python file, or a notebook. Loss, metrics, and every layer’s gradient appear here while it
        trains.
      </p>
      <Button
        label="Open Examples"
        title="Copy the examples that come with GradLens, and open the copy"
        appearance="primary"
        onClick={() => send({ type: 'openExamples' })}
      />
      <p class="muted">
        If code lenses are off, put the cursor on the model and run <strong>GradLens: Run Model</strong> from the
        Command Palette.
      </p>
    </main>
  );
}

/** Fills the place of what is not there yet; says nothing where nothing will come. */
export function Waiting({ text }: { readonly text: string | null }) {
  if (text === null) return <p class="waiting">No batch was recorded.</p>;
  return (
    <p class="waiting" role="status">
      <ProgressRing label="Working" /> {text}
    </p>
  );
}
