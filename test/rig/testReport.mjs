// Takes in what a test runner in another process reports over a local socket: its output, line by line, and its counts.
import { createServer } from 'node:net';
import { join } from 'node:path';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[], error: string | null }} TestCounts
 * @typedef {{ output: string } | { counts: TestCounts }} TestMessage one JSON object a line
 */

/** @returns {TestCounts} of a runner that ended without having reported any */
export const noCounts = (/** @type {string} */ error) => ({ passed: 0, failed: 0, skipped: 0, failures: [], error });

/** Listens for one runner. */
export class TestReport {
  /** @private */
  constructor(/** @type {string} */ address) {
    this.address = address;
    /** @type {PromiseWithResolvers<TestCounts>} @private */
    this.result = Promise.withResolvers();
    /** Resolves when the runner has reported its counts. */
    this.counts = this.result.promise;
    /** @private */
    this.server = createServer((socket) => this.read(socket));
  }

  static async listen(/** @type {string} */ folder) {
    const isWindows = process.platform === 'win32';
    const report = new TestReport(
      isWindows ? `\\\\.\\pipe\\gradlens-test-${process.pid}` : join(folder, 'report.sock'),
    );
    await new Promise((resolve, reject) => {
      report.server.once('error', reject).listen(report.address, () => resolve(undefined));
    });
    return report;
  }

  close() {
    this.server.close();
  }

  /** @private */
  read(/** @type {import('node:net').Socket} */ socket) {
    let rest = '';
    socket.setEncoding('utf8').on('error', () => {});
    socket.on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.take(JSON.parse(line));
    });
  }

  /** @private */
  take(/** @type {TestMessage} */ message) {
    if ('counts' in message) this.result.resolve(message.counts);
    else process.stdout.write(`${message.output}\n`);
  }
}
