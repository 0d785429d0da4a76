import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { unknown } from '../values/unknown.js';
import { type Arguments, argumentsOf, isKind, list, type PyObject, tuple, type Value } from '../values/values.js';
import { argument } from './library.js';

/** A method of an `argparse.ArgumentParser`: options are known by their defaults. */
export function callOption(machine: Machine, self: PyObject, name: string, args: Arguments, node: PythonNode): Value {
  if (name === 'add_argument') return addOption(machine, self, args, node);
  if (name === 'add_argument_group' || name === 'add_mutually_exclusive_group') return self;
  if (name === 'set_defaults') {
    for (const [key, value] of args.named) self.attributes.set(key, value);
    return null;
  }
  const parsed: PyObject = {
    kind: 'object',
    call: { path: 'argparse.Namespace', args: argumentsOf([]), node },
    attributes: self.attributes,
  };
  if (name === 'parse_known_args') return tuple([parsed, list([])]);
  return name === 'parse_args' ? parsed : unknown(machine, node);
}

function addOption(machine: Machine, self: PyObject, args: Arguments, node: PythonNode): Value {
  const names = args.positional.filter((value) => typeof value === 'string');
  const long = names.find((value) => value.startsWith('--')) ?? names[0] ?? '';
  const target = args.named.get('dest');
  const key = typeof target === 'string' ? target : long.replace(/^-+/, '').replaceAll('-', '_');
  if (!self.attributes.has(key)) self.attributes.set(key, defaultOf(machine, args, node, key));
  return null;
}

function defaultOf(machine: Machine, args: Arguments, node: PythonNode, name: string): Value {
  const given = args.named.get('default');
  if (given !== undefined) return converted(args, given);
  const action = args.named.get('action');
  if (action === 'store_true') return false;
  if (action === 'store_false') return true;
  const required = args.named.get('required') === true || !String(args.positional[0]).startsWith('-');
  const choices = args.named.get('choices');
  if (isKind(choices, 'list') && typeof choices.items[0] === 'string') {
    return unknown(machine, node, { name, proposal: `'${choices.items[0]}'` });
  }
  return required ? unknown(machine, node, { name }) : null;
}

/** argparse turns a default that is text into the option's type. */
function converted(args: Arguments, value: Value): Value {
  const type = args.named.get('type');
  const isNumber = isKind(type, 'name') && /^(?:int|float)$/.test(type.path);
  return typeof value === 'string' && isNumber && value.trim() !== '' && !Number.isNaN(Number(value))
    ? Number(value)
    : value;
}

/** `flags.DEFINE_integer('epochs', 10, 'help')` of absl and TensorFlow 1. */
export function defineFlag(machine: Machine, args: Arguments, node: PythonNode): Value {
  const name = argument(args, 0, 'name');
  const value = argument(args, 1, 'default', 'default_value') ?? null;
  if (typeof name === 'string')
    machine.trace.flags.set(name, value === null ? unknown(machine, node, { name }) : value);
  return null;
}
