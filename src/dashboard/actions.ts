import type { SourceLocation } from '../protocol/fit.js';
import type { Run } from '../runs/types.js';

/** What the dashboard asks of the editor's other parts, which it does not know. */
export interface DashboardActions {
  revealLayer(location: SourceLocation): void;
  runAgain(run: Run): void;
  installTfjsNode(): void;
  saveModel(run: Run): void;
  deleteRun(run: Run): void;
}
