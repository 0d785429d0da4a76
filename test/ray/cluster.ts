import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';

/** A real cluster of Ray on this machine: a head and two more nodes. Dispose of it with `await using`. */
export class TestCluster implements AsyncDisposable {
  private constructor(
    private readonly child: ChildProcess,
    private readonly lines: Interface,
    readonly address: string,
  ) {}

  static async start(python: string): Promise<TestCluster> {
    const child = spawn(python, [join(import.meta.dirname, 'cluster.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // Workers take the Node that runs this test: it need not be sent to them.
      env: { ...process.env, GRADLENS_NODE: process.execPath },
    });
    const lines = createInterface({ input: child.stdout });
    const [address] = await once(lines, 'line');
    return new TestCluster(child, lines, String(address));
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
  }
}
