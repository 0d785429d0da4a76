import { execFile } from 'node:child_process';
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
  await writeFile(join(folder, 'completion.sh'), completionScripts.bash({ commands, rules: RULES }));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a real bash offers for the last of the words. */
async function offered(...words: readonly string[]): Promise<string[]> {
  const script = `source completion.sh
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

it('each command has its own help, with a sentence on it', () => {
  for (const { name, summary } of commands) {
    expect(usage(name)).toMatch(new RegExp(`COMMAND\\n\\n  ${name}\\b`));
    expect(new Set(usage(name).match(/^ {2}[a-z-]+/gm))).toEqual(new Set([`  ${name}`]));
    expect(summary).toMatch(/^[A-Z].+[^.]$/);
  }
});
