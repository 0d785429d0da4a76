import { type JsonNode, parseJson } from './jsonNodes.js';

/** A code cell's source: one string, or one for each line. */
export interface CodeCell {
  /** Place among all cells of the notebook, from 0. */
  readonly index: number;
  /** Offsets of the strings' contents in the file. */
  readonly strings: readonly { readonly from: number; readonly to: number }[];
}

/** The code cells of a notebook in order; none where the file is no notebook, or one of another language. */
export function codeCells(text: string): CodeCell[] {
  const root = parseJson(text);
  if (!root || !isPython(root, text)) return [];
  return cellNodes(root).flatMap((cell, index) => {
    const type = field(cell, 'cell_type');
    if (type?.kind !== 'string' || text.slice(type.from, type.to) !== 'code') return [];
    return [{ index, strings: stringsIn(field(cell, 'source') ?? field(cell, 'input')) }];
  });
}

/** Cells are the notebook's own since version 4 of the format, and those of its work sheets before. */
function cellNodes(root: JsonNode): readonly JsonNode[] {
  const cells = items(field(root, 'cells'));
  return cells.length > 0 ? cells : items(field(root, 'worksheets')).flatMap((sheet) => items(field(sheet, 'cells')));
}

function isPython(root: JsonNode, text: string): boolean {
  const metadata = field(root, 'metadata');
  const language = field(field(metadata, 'kernelspec'), 'language') ?? field(field(metadata, 'language_info'), 'name');
  return language?.kind !== 'string' || /python/i.test(text.slice(language.from, language.to));
}

function stringsIn(source: JsonNode | undefined): { from: number; to: number }[] {
  return (source?.kind === 'string' ? [source] : items(source)).flatMap((node) =>
    node.kind === 'string' ? [{ from: node.from, to: node.to }] : [],
  );
}

function items(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : [];
}

function field(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.entries.get(name) : undefined;
}
