import type { Node } from '@babel/types';
import { endOf, startOf, walk } from '../javascript/syntax.js';
import type { Replacement } from './replacements.js';

const MODIFIERS = /\b(public|private|protected|readonly|abstract|override|declare)\b/g;

/** What of a piece of TypeScript is no JavaScript, each with nothing in its place; JSX becomes `null`. */
export function typeStretches(root: Node, text: string): Replacement[] {
  const stretches: Replacement[] = [];
  const drop = (start: number, end: number, by = '') => stretches.push({ start, end, text: by });
  walk(root, (node) => {
    switch (node.type) {
      case 'TSTypeAnnotation':
      case 'TypeAnnotation':
      case 'TSTypeParameterDeclaration':
      case 'TSTypeParameterInstantiation':
      case 'TypeParameterDeclaration':
      case 'TypeParameterInstantiation':
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
      case 'TSDeclareFunction':
      case 'TSDeclareMethod':
      case 'TSIndexSignature':
        drop(startOf(node), endOf(node));
        return;
      case 'Identifier':
        if (node.optional || node.typeAnnotation) drop(startOf(node) + node.name.length, endOf(node));
        return;
      case 'TSAsExpression':
      case 'TSSatisfiesExpression': {
        const word = node.type === 'TSAsExpression' ? 'as' : 'satisfies';
        drop(text.lastIndexOf(word, startOf(node.typeAnnotation)), endOf(node));
        return;
      }
      case 'TSNonNullExpression':
        drop(endOf(node) - 1, endOf(node));
        return;
      case 'TSTypeAssertion':
        drop(startOf(node), text.indexOf('>', endOf(node.typeAnnotation)) + 1);
        return;
      case 'JSXElement':
      case 'JSXFragment':
        drop(startOf(node), endOf(node), 'null');
        return;
      case 'ClassProperty':
      case 'ClassMethod':
      case 'ClassAccessorProperty':
        dropModifiers(startOf(node), startOf(node.key), text, drop);
        if (node.optional || ('definite' in node && node.definite)) dropMark(endOf(node.key), text, drop);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression': {
        dropModifiers(startOf(node), startOf(node.body), text, drop);
        const [first] = node.implements ?? [];
        if (first) drop(text.lastIndexOf('implements', startOf(first)), startOf(node.body));
        return;
      }
      default:
    }
  });
  return stretches;
}

type Drop = (start: number, end: number) => void;

function dropModifiers(start: number, end: number, text: string, drop: Drop): void {
  for (const match of text.slice(start, end).matchAll(MODIFIERS)) {
    drop(start + match.index, start + match.index + match[0].length);
  }
}

/** The `?` or `!` behind a member's name. */
function dropMark(from: number, text: string, drop: Drop): void {
  if (/[?!]/.test(text.charAt(from))) drop(from, from + 1);
}
