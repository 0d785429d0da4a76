/** Whether it is asked what of the product only tests use, and not what nobody uses. `npm run check` asks both. */
const isOfProduct = process.argv.includes('--production');

/** What runs by itself, though nothing imports it; the mark is knip's for what belongs to the product. */
const product = [
  'src/extension.ts!',
  'src/launch/sourceWorker.ts!',
  'src/datasets/worker.ts!',
  'src/datasets/table/isolated/worker.ts!',
  'src/runs/stored/readerWorker.ts!',
  'src/workspace/worker.ts!',
  'src/trainer/main.ts!',
  'src/trainer/build/main.ts!',
  'src/trainer/link/worker.ts!',
  'src/trainer/embedded/tfjs.ts!',
  'src/trainer/userModule/amaro.ts!',
  'src/ray/worker/main.ts!',
  'src/cli/main.ts!',
  'src/cli/silence/watchWorker.ts!',
  'src/config/jsonSchema.ts!',
  'webview/main.tsx!',
];

export default {
  entry: [
    ...product,
    'scripts/*.mjs',
    'bin/*.mjs',
    'bench/**/*.mjs',
    'test/**/*.test.{ts,tsx,mjs}',
    'test/unit/link/{ringWriter,trainerScript}.ts',
    'test/host/index.ts',
    'test/rig/generate.mjs',
    'test/mutation/*.{mjs,mts,ts}',
    'test/fuzz/worker.ts',
  ],
  project: [
    'src/**!',
    'webview/**!',
    'scripts/**',
    'bench/**',
    'test/**',
    '!test/fixtures/**',
    '!test/rig/shims/**',
    '!bench/diagnosis/{healthy,latency}/**',
    '!bench/soak/probe/**',
    '!bench/soak/workspace/**',
  ],
  ignoreBinaries: ['mount', 'umount'],
  // The embedded build brings tfjs's parts into its bundle: none of them is the extension's own.
  ignoreDependencies: [
    '@biomejs/biome',
    '@vscode/vsce',
    '@vscode/codicons',
    '@swc/core',
    'dependency-cruiser',
    '@tensorflow/tfjs-node',
    isOfProduct ? '@tensorflow/tfjs-(core|data|converter|layers)' : '@tensorflow/tfjs-(data|converter|layers)',
  ],
  // A part that a test looks at alone and that its own file uses is no code for tests.
  ignoreExportsUsedInFile: isOfProduct ? true : { interface: true, type: true },
};
