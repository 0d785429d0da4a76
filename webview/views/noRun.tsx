import { Icon } from '../components/icon.js';

/** What a person sees who opens the dashboard before the first run. */
export function NoRun() {
  return (
    <main class="empty">
      <Icon name="graph-line" />
      <h1>No run yet</h1>
      <p>
        Open a JavaScript or TypeScript file that builds a model with <code>tf.sequential</code> and click{' '}
        <strong>Run</strong> above it. Loss, metrics and every layer’s gradient appear here while it trains.
      </p>
      <p class="muted">
        Without code lenses: put the cursor on the model and choose <strong>GradLens: Run Model</strong> in the command
        palette.
      </p>
    </main>
  );
}
