import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import type { Node } from '@babel/types';
import type { SourceModel } from '../protocol/source.js';
import { ProjectImports } from '../source/imports/projectImports.js';
import { importSpecifiers, resolveImport } from '../source/imports/resolveImport.js';
import { analyse, lastAnalysed } from '../source/javascript/analysedFile.js';
import type { FileAnalysis } from '../source/javascript/fileAnalysis.js';
import { memberName } from '../source/javascript/names.js';
import { isCall, isFunction, unwrap } from '../source/javascript/nodeKinds.js';
import { walk } from '../source/javascript/syntax.js';
import { isTensorFlowModule } from '../source/javascript/tensorFlowNames.js';
import { isPage, isPageScript } from '../source/pageScript.js';
import { isNodeGlobal } from '../source/slice/knownGlobals.js';

/** What only a page has. */
const PAGE_NAMES = /^(document|window|navigator|localStorage|sessionStorage|alert|tfvis|React|ReactDOM)$/;
const TRAINS = /^(fit|fitDataset|trainOnBatch)$/;

/** Syntax that a page has a compiler for. */
const NOT_PLAIN = /^(?:JSX|TS)/;

/** How many functions may call one another on the way to a training call. */
const MAX_HOPS = 12;

/** Every TensorFlow.js package that trains is the trainer's own one. */
const PROVIDED = /^@tensorflow\/tfjs(-(core|layers|data|node|node-gpu|backend-\w+))?(\/|$)/;
const ADDRESS = /^\w+:/;

/** What of TensorFlow.js a page's script reads from the page's own address, or shows. */
const OF_PAGE = /^(?:load\w*|io|browser)$/;
const DATA_OF_PAGE = /^(?:csv|webcam|microphone)$/;

/** Whether Node, running the model's file, comes to the call that trains it, and meets nothing on its way that is not there. */
export function trainsItself(text: string, model: SourceModel): boolean {
  if (model.fitLine === null) return false;
  return trainsAtLoad(text, model.file, lastAnalysed, (call) => call.loc?.start.line === model.fitLine);
}

/**
 * Whether Node, running a file that imports others, comes to a call that trains.
 * @param byOthers whether one of the files that it imports, called from here, trains too
 */
export function trainsOthers(text: string, file: string, byOthers: boolean): boolean {
  return trainsAtLoad(text, file, analyse, (call, analysis) => {
    if (!isCall(call)) return false;
    const callee = unwrap(call.callee);
    if (TRAINS.test(memberName(callee) ?? '')) return true;
    return byOthers && isOfImport(callee, analysis);
  });
}

function isOfImport(callee: Node, { program }: FileAnalysis): boolean {
  let root = callee;
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  const binding = root.type === 'Identifier' ? program.scopes.lookUp(root.name, root, program.parentOf) : undefined;
  return (binding?.writes ?? []).some(({ source }) => {
    if (source.kind === 'import') return /^[./@~]/.test(source.module);
    const value = source.kind === 'value' ? unwrap(source.value) : null;
    return !!value && isCall(value) && value.callee.type === 'Identifier' && value.callee.name === 'require';
  });
}

function trainsAtLoad(
  text: string,
  file: string,
  read: typeof analyse,
  isTraining: (call: Node, analysis: FileAnalysis) => boolean,
): boolean {
  const analysed = missingImport(text, file) === null ? read(text, file) : null;
  if (!analysed) return false;
  const { tree, analysis } = analysed;
  const load = new LoadRuns(analysis);
  const isOfPage = isPageScript(text, file) ? needsPage : isPageRead;
  let trains = false;
  let isHeld = false;
  walk(tree, (node) => {
    if (isCall(node) && !trains && isTraining(node, analysis) && load.runs(node)) trains = true;
    if (!isHeld) isHeld = (isPage(file) && NOT_PLAIN.test(node.type)) || (isOfPage(node, analysis) && load.runs(node));
  });
  return trains && !isHeld;
}

function isPageRead(node: Node, { program }: FileAnalysis): boolean {
  if (node.type !== 'Identifier' || !PAGE_NAMES.test(node.name)) return false;
  const parent = program.parentOf(node);
  const isName = parent && 'object' in parent ? parent.object === node : parent?.type === 'CallExpression';
  return isName && !program.scopes.lookUp(node.name, node, program.parentOf);
}

/** Which code of a file runs when the file is loaded. */
class LoadRuns {
  private readonly known = new Map<Node, boolean>();

  constructor(private readonly analysis: FileAnalysis) {}

  runs(node: Node, hops = MAX_HOPS): boolean {
    const { parentOf } = this.analysis.program;
    let owner = parentOf(node);
    while (owner && !isFunction(owner)) owner = parentOf(owner);
    if (!owner || !isFunction(owner)) return true;
    const known = this.known.get(owner);
    if (known !== undefined) return known;
    this.known.set(owner, false);
    const callers = hops > 0 ? this.analysis.origins.graph.callersOf(owner) : [];
    const called = parentOf(owner);
    // A function that is called where it stands, or handed to a call (`then`, `forEach`, `test`), runs when that does.
    const inPlace = called && /^(Call|OptionalCall)Expression$/.test(called.type) ? this.runs(called, hops - 1) : false;
    const result = inPlace || callers.some((call) => this.runs(call, hops - 1));
    this.known.set(owner, result);
    return result;
  }
}

/** The first import of a file that leads nowhere here, so that Node could not load it; null where each leads somewhere. */
function missingImport(text: string, file: string): string | null {
  const imports = new ProjectImports();
  const leadsSomewhere = (specifier: string) =>
    isBuiltin(specifier) ||
    PROVIDED.test(specifier) ||
    (ADDRESS.test(specifier) && isTensorFlowModule(specifier)) ||
    resolveImport(specifier, file, imports) !== null ||
    (!/^[./]/.test(specifier) && !ADDRESS.test(specifier) && isInstalled(specifier, dirname(file)));
  return importSpecifiers(text).find((specifier) => !leadsSomewhere(specifier)) ?? null;
}

function isInstalled(specifier: string, folder: string): boolean {
  const [scope = '', name = ''] = specifier.split('/');
  const packageName = scope.startsWith('@') ? `${scope}/${name}` : scope;
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'node_modules', packageName))) return true;
    if (dirname(at) === at) return false;
  }
}

/** Whether an expression in a page's script needs the page, or another script of it: a name that neither the file, Node nor TensorFlow.js has. */
function needsPage(node: Node, { program, paths }: FileAnalysis): boolean {
  const [first = '', second = ''] = paths.of(node) ?? [];
  if (OF_PAGE.test(first) || (first === 'data' && DATA_OF_PAGE.test(second))) return true;
  if (node.type !== 'Identifier' || node.name === 'tf' || isNodeGlobal(node.name)) return false;
  return !isName(node, program.parentOf(node)) && !program.scopes.lookUp(node.name, node, program.parentOf);
}

/** Whether an identifier is a property's, a key's or a label's name, and reads nothing. */
function isName(node: Node, parent: Node | undefined): boolean {
  if (!parent) return false;
  const isComputed = 'computed' in parent && parent.computed === true;
  if ('property' in parent && parent.property === node) return !isComputed;
  if ('key' in parent && parent.key === node) return !isComputed;
  return 'label' in parent && parent.label === node;
}
