import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { format } from 'node:util';
import type { TestCounts, TestMessage } from '../rig/testReport.mjs';

/** Sends output and counts to the process that started the editor, over its local socket. */
export class Reporter {
  private constructor(private readonly socket: Socket) {}

  static async connect(address: string | undefined): Promise<Reporter> {
    if (!address) throw new Error('GRADLENS_TEST_REPORT is not set: start these tests with "npm run test:host".');
    const socket = connect(address);
    await once(socket, 'connect');
    return new Reporter(socket);
  }

  /** The extension host makes the methods of console read-only, so that the object as a whole is replaced. */
  takeOverConsole(): void {
    const own: Console = Object.create(console);
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      Object.defineProperty(own, method, {
        value: (...values: unknown[]) => this.send({ output: format(...values) }),
        writable: true,
      });
    }
    globalThis.console = own;
  }

  /** Resolves when everything is sent. */
  async end(counts: TestCounts): Promise<void> {
    this.send({ counts });
    await new Promise<void>((resolve) => this.socket.end(resolve));
  }

  private send(message: TestMessage): void {
    this.socket.write(`${JSON.stringify(message)}\n`);
  }
}
