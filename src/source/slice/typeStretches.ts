import type { ClassMethod, Node, TSParameterProperty } from '@babel/types';
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
      case 'TSParameterProperty':
        dropModifiers(startOf(node), startOf(node.parameter), text, drop);
        return;
      case 'ClassMethod':
        dropModifiers(startOf(node), startOf(node.key), text, drop);
        if (node.optional) dropMark(endOf(node.key), text, drop);
        assignParameters(node, drop);
        return;
      case 'ClassProperty':
      case 'ClassAccessorProperty':
        dropModifiers(startOf(node), startOf(node.key), text, drop);
        if (node.optional || node.definite) dropMark(endOf(node.key), text, drop);
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

type Drop = (start: number, end: number, by?: string) => void;

/** `constructor(private units: number)` sets a field, behind the call of `super` where there is one. */
function assignParameters({ params, body }: ClassMethod, drop: Drop): void {
  const names = params.flatMap((each) => (each.type === 'TSParameterProperty' ? (parameterName(each) ?? []) : []));
  if (names.length === 0) return;
  const isSuper = (each: Node) =>
    each.type === 'ExpressionStatement' &&
    each.expression.type === 'CallExpression' &&
    each.expression.callee.type === 'Super';
  const call = body.body.find(isSuper);
  const at = call ? endOf(call) : startOf(body) + 1;
  drop(at, at, names.map((name) => ` this.${name} = ${name};`).join(''));
}

/** The name of a parameter that is a field too. */
export function parameterName({ parameter }: TSParameterProperty): string | null {
  const name = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  return name.type === 'Identifier' ? name.name : null;
}

function dropModifiers(start: number, end: number, text: string, drop: Drop): void {
  for (const match of text.slice(start, end).matchAll(MODIFIERS)) {
    drop(start + match.index, start + match.index + match[0].length);
  }
}

/** The `?` or `!` behind a member's name. */
function dropMark(from: number, text: string, drop: Drop): void {
  if (/[?!]/.test(text.charAt(from))) drop(from, from + 1);
}
