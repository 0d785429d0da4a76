import { join } from 'node:path';
import { expect, it } from 'vitest';
import { childrenOf, labelOf, ModelFolders, type TreeNode } from '../../../src/workspace/modelFolders.js';

const root = join('/', 'home', 'me', 'work');
const model = (name: string, line = 1) => ({ name, line, framework: 'keras' as const, layers: 2 });

/** The tree as indented text. */
function draw(nodes: readonly TreeNode[], depth = 0): string[] {
  return nodes.flatMap((node) => {
    const label = node.kind === 'model' ? `${node.name}:${node.line}` : labelOf(node).replaceAll('\\', '/');
    return [`${'  '.repeat(depth)}${label}`, ...draw(childrenOf(node), depth + 1)];
  });
}

it('sorts models by folder and file, and joins folders that hold only one other', () => {
  const folders = new ModelFolders([root]);
  folders.set(join(root, 'train10.py'), [model('b', 2), model('c', 9)]);
  folders.set(join(root, 'train9.py'), [model('a')]);
  folders.set(join(root, 'src', 'nets', 'deep', 'net.ts'), [model('net')]);
  folders.set(join(root, 'src', 'nets', 'deep', 'er', 'inner.ts'), [model('inner')]);
  expect(draw(folders.top())).toEqual([
    'src/nets/deep',
    '  er',
    '    inner.ts',
    '      inner:1',
    '  net.ts',
    '    net:1',
    'train9.py',
    '  a:1',
    'train10.py',
    '  b:2',
    '  c:9',
  ]);
});

it('drops files without models, and the folders that they leave empty', () => {
  const folders = new ModelFolders([root]);
  const file = join(root, 'src', 'nets', 'net.ts');
  folders.set(file, [model('net')]);
  folders.set(join(root, 'src', 'a.ts'), [model('a')]);
  folders.set(file, []);
  folders.set(join(root, 'never', 'there.ts'), []);
  expect(draw(folders.top())).toEqual(['src', '  a.ts', '    a:1']);
  expect(folders.find(file)).toBeUndefined();
});

it('keeps the node of a file while its models change', () => {
  const folders = new ModelFolders([root]);
  const file = join(root, 'net.py');
  folders.set(file, [model('net', 3)]);
  const before = folders.find(file);
  folders.set(file, [model('net', 5), model('net', 9)]);
  expect(folders.find(file)).toBe(before);
  expect(before?.models.map(({ line, isNamesake }) => [line, isNamesake])).toEqual([
    [5, true],
    [9, true],
  ]);
});

it('shows the folders of a workspace of several, a file in the innermost', () => {
  const other = join('/', 'data', 'other');
  const inner = join(root, 'inner');
  const folders = new ModelFolders([root, other, inner]);
  folders.set(join(inner, 'a', 'x.py'), [model('x')]);
  folders.set(join(root, 'y.py'), [model('y')]);
  folders.set(join('/', 'elsewhere', 'z.py'), [model('z')]);
  expect(draw(folders.top())).toEqual(['work', '  y.py', '    y:1', 'inner', '  a', '    x.py', '      x:1']);
});
