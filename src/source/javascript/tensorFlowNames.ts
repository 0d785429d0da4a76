/** Packages whose exports include `sequential` and `layers`: tfjs itself, its layers, its platforms; also by URL or `npm:`. */
const packages = /@tensorflow\/tfjs(?!-(vis|data|converter|backend|tflite|tfdf|automl))/;

/** What people call the namespace, for globals, parameters and what a module of their own hands on. */
const names =
  /^[_$]*(tfl?|tfjs|tfjs?layers|tf(js)?_?(node|module|lib|library|instance|core|ref|namespace|runtime)|tensor_?flow(_?(js|module|lib|instance))?)$/i;

/** Verbs of functions that hand the namespace back: `getTf()`. */
const verbs = /^(?:get|load|require|import|ensure|init|use)_?(?=t)/i;

export function isTensorFlowModule(module: string): boolean {
  const file = module.slice(module.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/, '');
  return packages.test(module) || (module.startsWith('.') && names.test(file));
}

export function isTensorFlowGetter(name: string): boolean {
  return verbs.test(name) && names.test(name.replace(verbs, ''));
}

export function isTensorFlowName(name: string): boolean {
  return names.test(name);
}
