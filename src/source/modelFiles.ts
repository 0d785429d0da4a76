/** Names of files that models are looked for in, by what reads them. Apart from the readers, for whom it is enough to know the names. */
export const modelFiles = {
  javascript: /\.(?:[mc]?[jt]s|[jt]sx)$/i,
  markup: /\.(?:html?|vue|svelte)$/i,
  python: /\.(?:pyw?|ipynb)$/i,
} as const;

/** Why a file that is named is not read. */
export const NO_MODEL_FILE =
  'GradLens looks for models in JavaScript, TypeScript, Python, HTML, Vue, and Svelte files, and in notebooks';

const all = Object.values(modelFiles);

/** Whether models are looked for in a file of this name. */
export function isModelFile(file: string): boolean {
  return all.some((name) => name.test(file));
}
