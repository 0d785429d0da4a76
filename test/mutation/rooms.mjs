// What is mutated, and by which tests it is held: those of the room itself, and those that meet its code on the way.

/** @type {Record<string, { files: string[], tests: string[] }>} */
export const ROOMS = {
  frames: { files: ['src/process/frames.ts'], tests: ['process/frames'] },
  series: {
    files: ['src/runs/series/*.ts'],
    tests: [
      'runs/series*',
      'runs/sampledRows',
      'runs/reader',
      'dashboard/{session,openLayerSamples}',
      'editor/activationText',
    ],
  },
  runs: {
    files: ['src/runs/**/*.ts', '!src/runs/series/*.ts'],
    tests: [
      'runs/*',
      'dashboard/{session,views}',
      'editor/{gradientText,nodeLook,statusText}',
      'cli/{exitCodes,output,settled}',
      'trials/*',
    ],
  },
  runFiles: {
    files: ['src/runFiles/*.ts'],
    tests: ['runFiles/*', 'runs/{firstFormat,newerFormat,reader}', 'link/recorder'],
  },
  diagnosis: {
    files: ['src/diagnosis/**/*.ts'],
    tests: ['diagnosis/**/*', 'runs/judgement', 'editor/{cellFindings,toldByRuns}', 'dashboard/session', 'trials/*'],
  },
  datasets: {
    files: ['src/datasets/**/*.ts'],
    tests: ['datasets/*', 'arrays/datasets', 'commands/{launchItems,previewText}'],
  },
  layers: {
    files: ['src/layers/**/*.ts'],
    tests: [
      'layers/{facts,samples,signatures,sizes,tfjsLayers}',
      'keras/{shapes,problems,names}',
      'runs/tensorflowSettings',
      'diagnosis/layerRules',
    ],
  },
};

/** The room that this process was started for. */
export function roomOfProcess() {
  const room = ROOMS[process.env.GRADLENS_MUTATION_ROOM ?? ''];
  if (!room) throw new Error('Run npm run test:mutation, which names the room');
  return room;
}
