import { type Disposable, DisposableStore, MutableDisposable } from '../lifecycle/disposables.js';
import type { ConfigValue } from './configValue.js';

/** Keeps a surface alive exactly while its setting is on. */
export function whileEnabled(setting: ConfigValue<boolean>, create: () => Disposable): Disposable {
  const store = new DisposableStore();
  const surface = store.add(new MutableDisposable());
  const apply = (enabled: boolean): void => {
    surface.value = enabled ? create() : undefined;
  };
  store.add(setting.onDidChange(apply));
  apply(setting.value);
  return store;
}
