// What is mutated, and by which tests it is held: those of the room itself, as every mutant runs them.

/** @type {Record<string, { files: string[], tests: string[] }>} */
export const ROOMS = {
  frames: { files: ['src/process/frames.ts'], tests: ['process/frames'] },
  series: { files: ['src/runs/series/*.ts'], tests: ['runs/series*', 'runs/sampledRows'] },
  runs: { files: ['src/runs/**/*.ts', '!src/runs/series/*.ts'], tests: ['runs/*'] },
  runFiles: { files: ['src/runFiles/*.ts'], tests: ['runFiles/*'] },
  diagnosis: { files: ['src/diagnosis/**/*.ts'], tests: ['diagnosis/**/*'] },
  datasets: { files: ['src/datasets/**/*.ts'], tests: ['datasets/**/*'] },
  layers: { files: ['src/layers/**/*.ts'], tests: ['layers/*'] },
};

/** The room that this process was started for. */
export function roomOfProcess() {
  const room = ROOMS[process.env.GRADLENS_MUTATION_ROOM ?? ''];
  if (!room) throw new Error('Run npm run test:mutation, which names the room');
  return room;
}
