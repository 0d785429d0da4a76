import * as vscode from 'vscode';

interface Message {
  readonly text: string;
  readonly buttons: readonly string[];
  readonly answer: (button: string | undefined) => void;
}

/** Keeps messages to itself, and clicks on their buttons. */
export function holdMessages() {
  const messages: Message[] = [];
  const { window } = vscode;
  const { showInformationMessage, showWarningMessage, showErrorMessage } = window;
  const held = (text: string, ...buttons: string[]) =>
    new Promise<string | undefined>((answer) => messages.push({ text, buttons, answer }));
  Object.assign(window, { showInformationMessage: held, showWarningMessage: held, showErrorMessage: held });
  return {
    messages,
    click: (message: Message, button: string) => message.answer(button),
    restore() {
      Object.assign(window, { showInformationMessage, showWarningMessage, showErrorMessage });
      for (const { answer } of messages) answer(undefined);
    },
  };
}
