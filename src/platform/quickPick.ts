import * as vscode from 'vscode';
import { plainText } from './plainText.js';

/** An entry of a list. Its words are shown as they are; an icon is named apart from them. */
export interface PickItem {
  readonly label: string;
  /** A codicon before the label. */
  readonly icon?: string;
  readonly description?: string;
  readonly detail?: string;
  readonly picked?: boolean;
  /** A line between groups; its label names the group that follows. */
  readonly isSeparator?: boolean;
}

type PickOptions = Omit<vscode.QuickPickOptions, 'canPickMany' | 'onDidSelectItem'>;

interface Shown<Item> extends vscode.QuickPickItem {
  readonly item: Item;
}

/** Asks for one entry of a list. @param token takes the list away */
export async function pick<Item extends PickItem>(
  items: readonly Item[] | Thenable<readonly Item[]>,
  options: PickOptions,
  token?: vscode.CancellationToken,
): Promise<Item | undefined> {
  const picked = await vscode.window.showQuickPick(shownAll(items), plainOptions(options), token);
  return picked?.item;
}

/** Asks for any number of entries of a list. */
export async function pickMany<Item extends PickItem>(
  items: readonly Item[],
  options: PickOptions,
): Promise<readonly Item[] | undefined> {
  const picked = await vscode.window.showQuickPick(shownAll(items), { ...plainOptions(options), canPickMany: true });
  return picked?.map(({ item }) => item);
}

async function shownAll<Item extends PickItem>(
  items: readonly Item[] | Thenable<readonly Item[]>,
): Promise<Shown<Item>[]> {
  return (await items).map(shown);
}

function shown<Item extends PickItem>(item: Item): Shown<Item> {
  const { label, icon, description, detail, picked, isSeparator } = item;
  return {
    item,
    label: `${icon === undefined ? '' : `$(${icon}) `}${plainText(label)}`,
    ...(description === undefined ? {} : { description: plainText(description) }),
    ...(detail === undefined ? {} : { detail: plainText(detail) }),
    ...(picked === undefined ? {} : { picked }),
    ...(isSeparator ? { kind: vscode.QuickPickItemKind.Separator } : {}),
  };
}

function plainOptions({ title, placeHolder, ...rest }: PickOptions): PickOptions {
  return {
    ...rest,
    ...(title === undefined ? {} : { title: plainText(title) }),
    ...(placeHolder === undefined ? {} : { placeHolder: plainText(placeHolder) }),
  };
}
