const FOLDER = 'NODE_COMPILE_CACHE';

/** Environment of GradLens's own threads: nothing of the process's but where Node keeps the code that it compiled, if anywhere. */
export function threadEnv(): NodeJS.ProcessEnv {
  const folder = process.env[FOLDER];
  return folder === undefined ? {} : { [FOLDER]: folder };
}
