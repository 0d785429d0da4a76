/** A folder that is elsewhere on another machine. */
export interface MovedFolder {
  readonly from: string;
  readonly to: string;
}

/** A value with the paths in it moved: the strings that are a folder's or of something in it. All else, typed arrays too, stays as it is. */
export function movedPaths<T>(value: T, moves: readonly MovedFolder[]): T {
  return mapped(value, (text) => {
    const move = moves.find(({ from }) => text === from || isBelow(text, from));
    return move ? move.to + text.slice(move.from.length) : text;
  }) as T;
}

/** As `movedPaths`, wherever a path stands in a text: for messages. */
export function movedWords<T>(value: T, { from, to }: MovedFolder): T {
  return mapped(value, (text) =>
    text === from ? to : text.replaceAll(`${from}/`, `${to}/`).replaceAll(`${from}\\`, `${to}\\`),
  ) as T;
}

const isBelow = (text: string, folder: string): boolean =>
  text.startsWith(folder) && /[/\\]/.test(text.charAt(folder.length));

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapped(each, change));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each, change)]));
}
