import * as vscode from 'vscode';

/** Keeps calls of one of the editor's own commands, with what they are given, and lets all others through. */
export function holdCommand(held: string) {
  const calls: unknown[][] = [];
  const { executeCommand } = vscode.commands;
  Object.assign(vscode.commands, {
    executeCommand: async (command: string, ...given: unknown[]) => {
      if (command !== held) return executeCommand(command, ...given);
      calls.push(given);
      return undefined;
    },
  });
  return { calls, restore: () => Object.assign(vscode.commands, { executeCommand }) };
}
