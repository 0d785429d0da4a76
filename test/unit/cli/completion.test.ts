import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commandWords } from '../../../src/cli/completion/commandWords.js';
import { completionScripts } from '../../../src/cli/completion/completionScripts.js';
import { COMMAND_USAGE, usage } from '../../../src/cli/usage.js';

const RULES = ['linear-layers', 'loss-output'];
const commands = commandWords();

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-completion-'));
  await writeFile(join(folder, 'my net.js'), '');
  for (const [shell, script] of Object.entries(completionScripts)) {
    await writeFile(join(folder, `completion.${shell}`), script({ commands, rules: RULES }));
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a real bash offers for the last of the words. */
async function offered(...words: readonly string[]): Promise<string[]> {
  const script = `source completion.bash
compopt() { :; } # only where a person types
COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_gradlens; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await promisify(execFile)('bash', ['-c', script, 'bash', 'gradlens', ...words], { cwd: folder });
  return stdout.split('\n').filter(Boolean);
}

it('bash completes commands, options, and their values from the usage', async () => {
  expect(await offered('')).toEqual(Object.keys(COMMAND_USAGE));
  expect(await offered('comp')).toEqual(['compare', 'completion']);
  expect(await offered('train', '--b')).toEqual(['--backend']);
  expect(await offered('train', 'net.js', '--backend', '')).toEqual(['tfjs-node', 'wasm']);
  expect(await offered('check', '--fail-on', 'w')).toEqual(['warning']);
  expect(await offered('check', '--fix', '')).toEqual(RULES);
  expect(await offered('train', '--epochs', '')).toEqual([]);
  expect(await offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
});

it('bash completes paths, with blanks in them, where a command or an option takes one', async () => {
  expect(await offered('train', 'my')).toEqual(['my net.js']);
  expect(await offered('check', 'a.js', 'my')).toEqual(['my net.js']);
  expect(await offered('mcp', '--root', 'my')).toEqual(['my net.js']);
});

it('zsh and fish have every command and option too', () => {
  for (const { name, options } of commands) {
    const zsh = completionScripts.zsh({ commands, rules: RULES });
    const fish = completionScripts.fish({ commands, rules: RULES });
    const arm = zsh.split('\n').find((line) => line.startsWith(`    ${name}) `)) ?? '';
    for (const option of Object.keys(options)) {
      expect(arm).toMatch(new RegExp(`'\\*--${option}[:']`));
      expect(fish).toMatch(new RegExp(`^complete .* ${name}' -l ${option}( |$)`, 'm'));
    }
  }
});

const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

it.skipIf(!has('fish'))('a real fish offers the same', async () => {
  const inFish = async (line: string) => {
    const script = `source completion.fish; complete -C '${line}'`;
    const { stdout } = await promisify(execFile)('fish', ['--no-config', '-c', script], { cwd: folder });
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((offer) => offer.split('\t')[0]);
  };
  expect(await inFish('gradlens comp')).toEqual(['compare', 'completion']);
  expect(await inFish('gradlens train --b')).toEqual(['--backend']);
  expect(await inFish('gradlens train net.js --backend ')).toEqual(['tfjs-node', 'wasm']);
  expect(await inFish('gradlens train my')).toEqual(['my net.js']);
  expect((await inFish('gradlens completion ')).toSorted()).toEqual(['bash', 'fish', 'zsh']);
  expect(await inFish('gradlens runs ')).toEqual([]);
});

it.skipIf(!has('zsh'))('a real zsh takes it where nothing has made completion ready yet', async () => {
  const script = `compinit() { compdef() { print "$@"; }; }; autoload() { :; }; source completion.zsh
_arguments() { print -l -- "$@"; }; words=(gradlens completion ''); CURRENT=3; _gradlens`;
  const { stdout, stderr } = await promisify(execFile)('zsh', ['-f', '-c', script], { cwd: folder });
  expect([stdout, stderr]).toEqual(['_gradlens gradlens\n*--help\n*:value:(bash zsh fish)\n', '']);
});

it('each command has its own help, with a sentence on it', () => {
  for (const { name, summary } of commands) {
    expect(usage(name)).toMatch(new RegExp(`COMMAND\\n\\n  ${name}\\b`));
    expect(new Set(usage(name).match(/^ {2}[a-z-]+/gm))).toEqual(new Set([`  ${name}`]));
    expect(summary).toMatch(/^[A-Z].+[^.]$/);
  }
});
