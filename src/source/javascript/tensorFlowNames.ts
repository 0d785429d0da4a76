/** Packages whose exports include `sequential` and `layers`: tfjs itself, its layers, its platforms; also by URL or `npm:`. */
const packages = /@tensorflow\/tfjs(?!-(vis|data|converter|backend|tflite|tfdf|automl))/;

/** What people call the namespace, for globals, parameters and what a module of their own hands on. */
const names = /^_*(tf|tfl|tfjs|tfjs?layers|tf_?node|tf_?module|tensorflow|tensorflowjs)$/i;

export function isTensorFlowModule(module: string): boolean {
  const file = module.slice(module.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/, '');
  return packages.test(module) || (module.startsWith('.') && names.test(file));
}

export function isTensorFlowName(name: string): boolean {
  return names.test(name);
}
