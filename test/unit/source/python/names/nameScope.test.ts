import { expect, it } from 'vitest';
import { NameScope } from '../../../../../src/source/python/names/nameScope.js';

function nested() {
  const module = new NameScope<string>('module', null);
  const owner = new NameScope<string>('class', module);
  const method = new NameScope<string>('function', owner);
  return { module, owner, method };
}

it('sees names of the scopes around it, but from a function none of a class', () => {
  const { module, owner, method } = nested();
  module.set('a', 'module');
  owner.set('b', 'class');
  expect([method.get('a'), method.get('b'), owner.get('a'), owner.get('b')]).toEqual([
    'module',
    undefined,
    'module',
    'class',
  ]);
});

it('hides the names of a class from a comprehension in it too', () => {
  const { owner } = nested();
  owner.set('a', 'class');
  const inner = new NameScope<string>('comprehension', owner);
  inner.set('x', 'loop');
  expect([inner.get('a'), inner.get('x'), owner.get('x')]).toEqual([undefined, 'loop', undefined]);
  expect(inner.outsideComprehensions).toBe(owner);
});

it('writes a global name to the module', () => {
  const { module, method } = nested();
  method.share('a', 'global');
  method.set('a', 'set');
  expect([module.get('a'), method.variables.has('a')]).toEqual(['set', false]);
  method.delete('a');
  expect(module.get('a')).toBeUndefined();
});

it('writes a nonlocal name to the nearest function that binds it, and never to the module', () => {
  const { module, method } = nested();
  module.set('a', 'module');
  method.set('b', 'method');
  const inner = new NameScope<string>('function', method);
  inner.share('a', 'nonlocal');
  inner.share('b', 'nonlocal');
  inner.set('a', 'inner');
  inner.set('b', 'inner');
  expect([module.get('a'), method.get('b')]).toEqual(['module', 'inner']);
});

it('takes None for a value', () => {
  const module = new NameScope<string | null>('module', null);
  const inner = new NameScope<string | null>('function', module);
  module.set('a', 'module');
  inner.set('a', null);
  expect(inner.get('a')).toBeNull();
});
