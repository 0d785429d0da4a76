/**
 * Who may import whom: the one list of it, which `npm run check` holds; a test holds the table in ARCHITECTURE.md against it.
 * A folder of src, and the folders that it may import.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const mayImport = {
  protocol: [],
  lifecycle: [],
  layers: ['protocol'],
  arrays: [],
  tfjs: [],
  errors: ['protocol'],
  system: ['errors', 'lifecycle'],
  diagnosis: ['protocol', 'layers', 'errors'],
  config: ['protocol', 'diagnosis', 'system'],
  source: ['protocol', 'errors', 'lifecycle', 'system', 'layers', 'arrays'],
  datasets: ['protocol', 'errors', 'lifecycle', 'system', 'layers', 'arrays'],
  keras: ['protocol', 'errors', 'layers', 'tfjs'],
  launch: ['protocol', 'errors', 'lifecycle', 'system', 'layers', 'source', 'keras'],
  workspace: ['protocol', 'errors', 'lifecycle', 'system', 'source'],
  runtime: ['protocol', 'errors', 'lifecycle', 'system'],
  runFiles: ['protocol', 'lifecycle'],
  process: ['protocol', 'lifecycle'],
  trainer: [
    'protocol',
    'diagnosis',
    'errors',
    'lifecycle',
    'system',
    'layers',
    'tfjs',
    'source',
    'keras',
    'datasets',
    'arrays',
    'runFiles',
    'process',
  ],
  runs: ['protocol', 'diagnosis', 'errors', 'lifecycle', 'system', 'layers', 'process', 'runFiles'],
  ray: ['protocol', 'errors', 'lifecycle', 'system', 'process', 'runtime', 'runs'],
  trials: ['protocol', 'diagnosis', 'errors', 'lifecycle', 'runs'],
  sweep: ['protocol', 'diagnosis', 'errors', 'lifecycle', 'system', 'layers', 'source', 'launch', 'runs', 'trials'],
  depth: ['protocol', 'errors', 'lifecycle', 'runs'],
  platform: ['protocol', 'errors', 'lifecycle', 'runs'],
  dashboard: ['protocol', 'diagnosis', 'lifecycle', 'runs', 'trials', 'sweep', 'depth'],
  editor: [
    'protocol',
    'diagnosis',
    'errors',
    'lifecycle',
    'config',
    'source',
    'launch',
    'workspace',
    'runtime',
    'runs',
    'platform',
  ],
  commands: [
    'protocol',
    'errors',
    'lifecycle',
    'system',
    'source',
    'launch',
    'datasets',
    'runtime',
    'runs',
    'ray',
    'trials',
    'sweep',
    'depth',
    'platform',
    'editor',
    'dashboard',
  ],
  assistant: ['protocol', 'diagnosis', 'errors', 'datasets', 'runs'],
  languageModel: [
    'protocol',
    'assistant',
    'diagnosis',
    'errors',
    'lifecycle',
    'system',
    'source',
    'launch',
    'runs',
    'platform',
    'editor',
    'dashboard',
    'commands',
  ],
  cli: [
    'protocol',
    'assistant',
    'diagnosis',
    'errors',
    'lifecycle',
    'system',
    'config',
    'source',
    'launch',
    'datasets',
    'runtime',
    'runs',
    'ray',
    'trials',
    'sweep',
  ],
};

/** Folders that know the editor; `extension.ts` puts all of it together. */
const ofTheEditor = ['editor', 'dashboard', 'commands', 'platform', 'languageModel'];

/** Folders that only compute: what they work on is handed to them. */
const pure = ['protocol', 'diagnosis', 'lifecycle', 'errors', 'layers', 'arrays', 'tfjs', 'keras'];

const inFolders = (/** @type {readonly string[]} */ folders) => `^src/(?:${folders.join('|')})/`;

/** Inside the trainer: the tap sees steps, fits record them, and compiled steps can be taken away from both. Only `trainer.ts` knows all. */
const inTheTrainer = [
  { name: 'the tap knows nothing else of the trainer', from: 'tap/', to: '(?!tap/)' },
  { name: 'only the trainer itself knows compiled steps', from: '(?!compiled/|trainer\\.ts$)', to: 'compiled/' },
].map(({ name, from, to }) => ({
  name,
  severity: 'error',
  from: { path: `^src/trainer/${from}` },
  to: { path: `^src/trainer/${to}` },
}));

export default {
  forbidden: [
    { name: 'no cycle, of types neither', severity: 'error', from: {}, to: { circular: true } },
    ...inTheTrainer,
    ...Object.entries(mayImport).map(([folder, others]) => ({
      name: `imports of ${folder}`,
      severity: 'error',
      from: { path: inFolders([folder]) },
      to: { path: '^(?:src|webview|test|bench|scripts)/', pathNot: inFolders([folder, ...others]) },
    })),
    {
      name: 'every folder has its line',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: inFolders(Object.keys(mayImport)) },
      to: {},
    },
    {
      name: 'only its own parts know the editor',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(?:extension\\.ts$|(?:${ofTheEditor.join('|')})/)` },
      to: { path: '^vscode$' },
    },
    {
      name: 'what only computes asks neither Node nor a disk',
      severity: 'error',
      from: { path: inFolders(pure) },
      to: { dependencyTypes: ['core'], pathNot: '^(?:node:)?zlib$' },
    },
  ],
  options: {
    // TypeScript 7 has no parser to lend; swc's keeps imports of types. It takes no JSX here: the page's one rule is the linter's.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs'] },
  },
};
