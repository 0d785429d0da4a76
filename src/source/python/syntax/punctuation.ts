/** Names of tokens between the parts of an expression. */
export const punctuation: ReadonlySet<string> = new Set([
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  '*',
  '**',
  'AssignOp',
]);
