import { NameScope } from '../names/nameScope.js';
import { type PythonNode, walk } from '../syntax/node.js';
import type { Evaluator, Frame, PassedArguments } from './evaluator.js';
import { executeStatement } from './everyStatement.js';
import { runFunction } from './functionRuns.js';
import { ModelRecord } from './modelRecord.js';
import { classAttribute, evaluateAttribute } from './possibleAttributes.js';
import { callValues, newInstance } from './possibleCalls.js';
import { evaluateExpression } from './possibleResults.js';
import {
  type ClassValue,
  type FunctionValue,
  type ListValue,
  type Scope,
  unknown,
  type Value,
  type Values,
} from './possibleValues.js';
import { State } from './state.js';

const noArguments = { list: [], open: false };
const MAX_NESTING = 400;
const MAX_FRAMES = 24;
/** Evaluations that the program as it runs may take, and those for each node of it: calls of calls multiply. */
const MIN_STEPS = 60_000;
const STEPS_PER_NODE = 2;
/** And those that each function may take that nothing has called. */
const MIN_ROOT_STEPS = 500;

/**
 * Follows a program from its first statement to its last, with all branches of an `if`, two turns of a loop, and the functions
 * that it calls; then each function that nothing called.
 */
export class Explorer implements Evaluator {
  readonly state = new State();
  readonly models = new ModelRecord();
  readonly frames: Frame[] = [];
  readonly starImports: string[] = [];
  readonly foreignAttributes = new Map<string, Values>();
  readonly functions: FunctionValue[] = [];
  readonly classes: ClassValue[] = [];
  private readonly executed = new Set<PythonNode>();
  private readonly lastReturned = new Map<PythonNode, Values>();
  private nesting = 0;
  private steps = 0;
  private limit = MIN_STEPS;

  constructor(private readonly root: PythonNode) {}

  run(called: FunctionValue, passed: PassedArguments, node: PythonNode | null, self: Value | null): Values {
    const isOpen = this.frames.some((frame) => frame.function?.node === called.node);
    if (isOpen || this.frames.length > MAX_FRAMES || this.steps > this.limit) {
      return this.lastReturned.get(called.node) ?? [unknown()];
    }
    this.executed.add(called.node);
    const values = runFunction(this, called, passed, node, self);
    this.lastReturned.set(called.node, values);
    return values;
  }

  frame(): Frame {
    const frame = this.frames.at(-1);
    if (!frame) throw new Error('No frame runs');
    return frame;
  }

  within(scope: Scope, run: () => void): void {
    this.frames.push({ ...this.frame(), scope });
    run();
    this.frames.pop();
  }

  evaluate(node: PythonNode): Values {
    if (this.nesting > MAX_NESTING || this.steps++ > this.limit) return [unknown()];
    this.nesting++;
    const values = evaluateExpression(this, node);
    this.nesting--;
    return values;
  }

  execute(body: PythonNode): boolean {
    if (this.nesting > MAX_NESTING) return false;
    this.nesting++;
    let ended = false;
    for (const statement of body.children) ended = executeStatement(this, statement) || ended;
    this.nesting--;
    return ended;
  }

  call(callees: Values, passed: PassedArguments, node: PythonNode): Values {
    return callValues(this, callees, passed, node);
  }

  attribute(values: Values, name: string): Values {
    return evaluateAttribute(this, values, name);
  }

  explore(): void {
    const scope = new NameScope<Values>('module', null);
    const yielded: ListValue | null = null;
    this.frames.push({ scope, function: null, call: null, passed: new Set(), self: null, returned: [], yielded });
    this.limit = Math.max(MIN_STEPS, STEPS_PER_NODE * walk(this.root).length);
    this.execute(this.root);
    const roots = this.runUncalled();
    for (const made of this.classes) if (made.isSequential) this.fill(made);
    // What one method gave an attribute, one that ran before it may use.
    for (const root of roots) if (root.owner && root.owner.attributes.size > 0) this.runRoot(root);
  }

  /** Runs what nothing called: first what nothing names either, as that calls the rest with arguments. */
  private runUncalled(): FunctionValue[] {
    const named = namesUsed(this.root);
    const roots: FunctionValue[] = [];
    const isEntry = ({ node, owner }: FunctionValue) => {
      const name = node.child('VariableName');
      if (!name) return false;
      const text = name.text;
      return text === '__init__' ? !!owner && !named.has(owner.name) : !named.has(text);
    };
    for (const wanted of [isEntry, () => true]) {
      // The list grows while functions in functions are defined.
      for (let index = 0; index < this.functions.length; index++) {
        const candidate = this.functions[index];
        if (!candidate || this.executed.has(candidate.node) || !wanted(candidate)) continue;
        roots.push(candidate);
        this.runRoot(candidate);
      }
    }
    return roots;
  }

  /** Runs the constructor of a class that extends Sequential, where it ran for the classes that extend this one only. */
  private fill(made: ClassValue): void {
    if (this.models.creation(made.node).layers.size > 0) return;
    for (const value of classAttribute(made, '__init__') ?? []) {
      if (value.kind === 'function') this.runRoot(value, newInstance(this, made, null));
    }
  }

  /** Runs a function with unknown arguments; whether it runs at all is not known either. */
  private runRoot(root: FunctionValue, self = this.receiver(root)): void {
    this.models.run++;
    this.limit = Math.max(this.limit, this.steps + MIN_ROOT_STEPS + STEPS_PER_NODE * walk(root.node).length);
    const arm = this.state.arm(() => {
      this.run(root, noArguments, null, self);
      return false;
    });
    this.state.merge([arm, { written: new Map(), ended: false }]);
  }

  private receiver({ binding, owner }: FunctionValue): Value | null {
    if (!owner || binding === 'static') return null;
    return binding === 'class' ? owner : newInstance(this, owner, null);
  }
}

/** Names that the program mentions other than to define a function of that name. */
function namesUsed(root: PythonNode): Set<string> {
  const names = new Set<string>();
  for (const node of walk(root)) {
    if (node.type !== 'VariableName' && node.type !== 'PropertyName') continue;
    const around = node.parent?.type;
    if (around !== 'FunctionDefinition' && around !== 'ClassDefinition') names.add(node.text);
  }
  return names;
}
