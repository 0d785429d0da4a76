import { NameScope } from '../names/nameScope.js';
import { comprehensionOf } from '../syntax/comprehensions.js';
import { type Items, unpacked } from '../syntax/items.js';
import type { PythonNode } from '../syntax/node.js';
import { assign } from './assignTargets.js';
import type { Evaluator } from './evaluator.js';
import { elementsIn, located } from './possibleElements.js';
import { type ListValue, unknown, type Values } from './possibleValues.js';
import { union } from './union.js';

/** `element for x in list if test`, each turn of its loops stood for by two: an element is made more than once. */
export function evaluateComprehension(evaluator: Evaluator, node: PythonNode): Values {
  const { key, element, loops } = comprehensionOf(node);
  const made: ListValue = { kind: 'list', elements: [] };
  const [outermost] = loops;
  const list = outermost ? evaluator.evaluate(outermost.iterable) : [];
  evaluator.within(new NameScope('comprehension', evaluator.frame().scope), () => {
    for (let turn = 0; turn < 2; turn++) {
      for (const loop of loops) {
        assignElement(evaluator, loop.targets, loop === outermost ? list : evaluator.evaluate(loop.iterable));
        for (const condition of loop.conditions) evaluator.evaluate(condition);
      }
      if (key) evaluator.evaluate(key);
      if (element) made.elements.push(located(evaluator.evaluate(element), element));
    }
  });
  return key ? [{ kind: 'dictionary', entries: new Map(), others: [...made.elements] }] : [made];
}

/** Gives the targets of a loop whatever its list may hold. */
export function assignElement(evaluator: Evaluator, { list: targets, isTuple }: Items, list: Values): void {
  const elements = elementsIn(list);
  const values = elements ? union(...elements) : null;
  const [only] = targets;
  if (!isTuple && only) {
    assign(evaluator, only.node, values ?? [unknown(only.node.text)]);
    return;
  }
  const rows = (values ?? []).map((value) => unpacked(targets, elementsIn([value]) ?? []));
  targets.forEach(({ node }, index) => {
    const parts = rows.flatMap((row) => row[index]?.value ?? row[index]?.rest?.flat() ?? []);
    assign(evaluator, node, parts.length > 0 ? parts : [unknown()]);
  });
}
