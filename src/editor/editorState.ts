import type { RunPositions } from '../runs/positions.js';
import type { Runs } from '../runs/types.js';
import type { BackendChoice } from './backendChoice.js';
import type { WorkspaceConfig } from './config/workspaceConfig.js';
import type { DocumentModels, ModelFinder } from './models/documentModels.js';
import type { LastEditor } from './models/lastEditor.js';
import type { Launches } from './models/launches.js';
import type { ModelRuns } from './models/modelRuns.js';
import type { RunAges } from './models/runAges.js';
import type { RunPlaces } from './models/runPlaces.js';
import type { NotebookPlaces } from './notebooks/notebookPlaces.js';
import type { ModelPlans } from './plans/modelPlans.js';
import type { SourceFindings } from './problems/sourceFindings.js';
import type { RunActivity } from './runActivity.js';

/** What the editor's surfaces share; each shows its own view of it. */
export interface EditorState {
  readonly runs: Runs;
  readonly activity: RunActivity;
  readonly models: DocumentModels;
  /** What the rules find in the documents' sources. */
  readonly findings: Pick<SourceFindings, 'in'>;
  /** Finds models in a text that no document has. */
  readonly finder: ModelFinder;
  readonly launches: Launches;
  /** Where the cursor that a command means is. */
  readonly lastEditor: Pick<LastEditor, 'place'>;
  /** Which batch of each run is shown. */
  readonly positions: RunPositions;
  readonly places: RunPlaces;
  readonly notebooks: NotebookPlaces;
  /** Whether what runs ran was edited since. */
  readonly ages: RunAges;
  readonly modelRuns: ModelRuns;
  readonly backends: BackendChoice;
  readonly config: WorkspaceConfig;
  readonly plans: ModelPlans;
}
