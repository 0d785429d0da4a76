// Keeps a window still: what turns or fades is a frame each time, and without a graphics card the processors draw it.

const MOVING = [
  '.codicon-modifier-spin',
  '.codicon-tree-item-loading',
  '.monaco-progress-container .progress-bit',
  '.scrollbar',
];

/** VS Code turns icons and fades scroll bars whatever it is told of motion. */
export async function stillPage(/** @type {import('playwright-core').Page} */ page) {
  const content = `${MOVING.flatMap((name) => [name, `${name}::before`]).join(', ')} { animation: none !important; transition: none !important; }`;
  await page.addStyleTag({ content });
}
