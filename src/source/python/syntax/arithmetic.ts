const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '//': (a, b) => Math.floor(a / b),
  '%': (a, b) => a - b * Math.floor(a / b),
  '**': (a, b) => a ** b,
  '<<': (a, b) => a * 2 ** b,
  '>>': (a, b) => Math.floor(a / 2 ** b),
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
};

/** What a binary operator of Python makes of two numbers; undefined for one that makes no number, or where the result is not a number. */
export function arithmetic(operator: string, left: number, right: number): number | undefined {
  const result = Object.hasOwn(operators, operator) ? operators[operator]?.(left, right) : undefined;
  return result === undefined || Number.isNaN(result) ? undefined : result;
}
