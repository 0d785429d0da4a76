import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { AGGREGATES, type Aggregate } from './alertNames.js';

/** Characters of a condition: nobody reads longer ones. */
const MOST_CHARACTERS = 500;

/** A condition's figures at one point of a training: now, or over all of it so far. */
export interface AlertFigures {
  value(name: string): number;
  over(aggregate: Aggregate, name: string): number;
}

export interface AlertExpression {
  /** Each figure that it uses, once. */
  readonly names: readonly string[];
  isTrue(figures: AlertFigures): boolean;
}

/** What is wrong with a condition, in a sentence. */
export class AlertMistake extends Error {
  override readonly name = 'AlertMistake';
}

type Value = number | boolean;
type Evaluate = (figures: AlertFigures) => Value;

/**
 * Reads a condition, an expression as Python has them. It is interpreted, never run as code: what it can do is below, and no more.
 * @throws {AlertMistake}
 */
export function alertExpression(text: string): AlertExpression {
  if (text.length > MOST_CHARACTERS)
    throw new AlertMistake(`The condition has more than ${MOST_CHARACTERS} characters.`);
  // Python would take blanks before it for a block, and a line's end for the end.
  const compiler = new Compiler(text.trim().replaceAll(/\s/g, ' '));
  const evaluate = compiler.whole();
  return { names: [...compiler.names], isTrue: (figures) => isTruth(evaluate(figures)) };
}

const OPERATORS: Readonly<Record<string, (a: number, b: number) => Value>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

class Compiler {
  readonly names = new Set<string>();

  constructor(private readonly text: string) {}

  whole(): Evaluate {
    const { topNode } = parser.parse(this.text);
    const [statement, ...more] = childrenOf(topNode);
    const [expression] = statement ? childrenOf(statement) : [];
    if (!expression || statement?.name !== 'ExpressionStatement' || more.length > 0)
      this.fail(more[0] ?? statement ?? topNode);
    return this.compile(expression);
  }

  private compile(node: SyntaxNode): Evaluate {
    switch (node.name) {
      case 'Number': {
        const value = Number(this.textOf(node).replaceAll('_', ''));
        return () => value;
      }
      case 'VariableName':
      case 'MemberExpression': {
        const name = this.figure(node);
        return (figures) => figures.value(name);
      }
      case 'ParenthesizedExpression':
        return this.compile(this.only(node));
      case 'UnaryExpression':
        return this.unary(node);
      case 'BinaryExpression':
        return this.binary(node);
      case 'CallExpression':
        return this.call(node);
      default:
        return this.fail(node);
    }
  }

  private unary(node: SyntaxNode): Evaluate {
    const [operator, operand] = childrenOf(node);
    if (!operator || !operand) return this.fail(node);
    const inner = this.compile(operand);
    const sign = this.textOf(operator);
    if (sign === 'not') return (figures) => !isTruth(inner(figures));
    if (sign === '-') return (figures) => -Number(inner(figures));
    return this.fail(operator);
  }

  private binary(node: SyntaxNode): Evaluate {
    const [left, operator, right, ...more] = childrenOf(node);
    if (!left || !operator || !right || more.length > 0) return this.fail(more[0] ?? node);
    const [one, other] = [this.compile(left), this.compile(right)];
    const sign = this.textOf(operator);
    if (sign === 'and') return (figures) => isTruth(one(figures)) && isTruth(other(figures));
    if (sign === 'or') return (figures) => isTruth(one(figures)) || isTruth(other(figures));
    const compute = OPERATORS[sign];
    if (!compute) return this.fail(operator);
    return (figures) => compute(Number(one(figures)), Number(other(figures)));
  }

  private call(node: SyntaxNode): Evaluate {
    const [callee, list] = childrenOf(node);
    const called = callee ? this.textOf(callee) : '';
    const aggregate = AGGREGATES.find((each) => each === called);
    if (!aggregate)
      throw new AlertMistake(`"${called}" is no function of a condition: there are ${AGGREGATES.join(', ')}.`);
    const given = list ? childrenOf(list).filter(({ name }) => !'(),'.includes(name)) : [];
    const [argument] = given;
    if (!argument || given.length > 1 || !isFigure(argument))
      throw new AlertMistake(`${aggregate} takes one figure, as in ${aggregate}(val_loss).`);
    const name = this.figure(argument);
    return (figures) => figures.over(aggregate, name);
  }

  /** `loss`, or `layer1.gradNorm`. */
  private figure(node: SyntaxNode): string {
    const name = this.textOf(node).replaceAll(' ', '');
    if (childrenOf(node).some((child) => child.name === '⚠' || !/^(VariableName|PropertyName|\.)$/.test(child.name)))
      return this.fail(node);
    this.names.add(name);
    return name;
  }

  private only(node: SyntaxNode): SyntaxNode {
    const inner = childrenOf(node).filter(({ name }) => name !== '(' && name !== ')');
    return inner.length === 1 && inner[0] ? inner[0] : this.fail(node);
  }

  private textOf({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }

  private fail({ from, to }: SyntaxNode): never {
    const what = this.text.slice(from, to).trim();
    const near = what === '' ? `after "${this.text.slice(0, from).trim().slice(-20)}"` : `at "${what.slice(0, 30)}"`;
    throw new AlertMistake(
      `The condition cannot be read ${near}: it has figures, numbers, comparisons, "and", "or", "not", and min, max, mean, last of a figure.`,
    );
  }
}

const isFigure = ({ name }: SyntaxNode): boolean => name === 'VariableName' || name === 'MemberExpression';

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** A number that is there and not 0; a comparison with NaN is false. */
const isTruth = (value: Value): boolean =>
  value === true || (typeof value === 'number' && value !== 0 && !Number.isNaN(value));
