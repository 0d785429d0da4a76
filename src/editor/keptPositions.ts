import type * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../lifecycle/disposables.js';
import type { RunPositions } from '../runs/positions.js';
import { Throttle } from './throttle.js';

const STORED_AS = 'gradlens.positions';
/** Milliseconds between two writes while a person scrubs. */
const INTERVAL = 500;

/** Where runs were looked back on before the window was reloaded. */
export const keptPositions = (memory: Pick<vscode.Memento, 'get'>): unknown => memory.get(STORED_AS);

/** Keeps where runs are looked back on, for when the window is reloaded. */
export function keepPositions(positions: RunPositions, memory: Pick<vscode.Memento, 'update'>): Disposable {
  const store = new DisposableStore();
  const write = store.add(new Throttle(INTERVAL, () => void memory.update(STORED_AS, positions.all)));
  store.add(positions.onDidMove(() => write.request()));
  return store;
}
