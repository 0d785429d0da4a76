/** What an operator makes of two numbers; undefined for any other. */
export function arithmetic(operator: string, left: unknown, right: unknown): number | undefined {
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  const value = compute(operator, left, right);
  return Number.isFinite(value) ? value : undefined;
}

function compute(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '**':
      return left ** right;
    default:
      return Number.NaN;
  }
}
