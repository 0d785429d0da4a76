// What no mutant is made of: sentences on screen. A mutant of one shows only whether a test repeats it. A text with a value in it counts.

/**
 * @typedef {{ value: string, expressions: object[], quasis: { value: { raw: string } }[] }} Literal
 * @typedef {{ isStringLiteral(): boolean, isTemplateLiteral(): boolean, node: Literal }} NodePath as Babel has it
 */

/** @param {NodePath} path */
function fixedText(path) {
  if (path.isStringLiteral()) return path.node.value;
  if (path.isTemplateLiteral() && path.node.expressions.length === 0) return path.node.quasis[0]?.value.raw ?? '';
  return '';
}

const sentences = {
  /** @param {NodePath} path */
  shouldIgnore: (path) => (fixedText(path).trim().split(/\s+/).length >= 4 ? 'A sentence' : undefined),
};

export const strykerPlugins = [{ kind: 'Ignore', name: 'sentences', value: sentences }];
