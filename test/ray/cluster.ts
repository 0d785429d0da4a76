import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';

/** A real cluster of Ray on this machine: a head and two more nodes. Dispose of it with `await using`. */
export class TestCluster implements AsyncDisposable {
  private constructor(
    private readonly child: ChildProcess,
    private readonly lines: Interface,
    readonly address: string,
    private readonly links: string,
  ) {}

  /** @param hasNode whether its nodes have a Node: that of this test, so that it need not be sent to them */
  static async start(python: string, hasNode = true): Promise<TestCluster> {
    const links = mkdtempSync(join(tmpdir(), 'gradlens-path-'));
    const child = spawn(python, [join(import.meta.dirname, 'cluster.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...(hasNode ? { GRADLENS_NODE: process.execPath } : { PATH: pathWithoutNode(links) }) },
    });
    const lines = createInterface({ input: child.stdout });
    const [address] = await once(lines, 'line');
    return new TestCluster(child, lines, String(address), links);
  }

  /** Ends a node by force, by its id in Ray, or the `head`; resolves when it is gone. @returns whether it is one of those beside the head */
  async kill(node: string): Promise<boolean> {
    this.child.stdin?.write(`kill ${node}\n`);
    const [answer] = await once(this.lines, 'line');
    return answer === 'killed';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.child, 'close');
    this.child.stdin?.end();
    await gone;
    rmSync(this.links, { recursive: true });
  }
}

/** As it is, but for Node and npm: what else lies in their folders is linked. */
function pathWithoutNode(links: string): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders
    .map((folder) => (existsSync(join(folder, 'node')) ? withoutNode(folder, links) : folder))
    .join(delimiter);
}

function withoutNode(folder: string, links: string): string {
  const made = mkdtempSync(join(links, 'bin-'));
  for (const name of readdirSync(folder)) {
    if (!/^(?:node|nodejs|npm|npx|corepack)$/.test(name)) symlinkSync(join(folder, name), join(made, name));
  }
  return made;
}
