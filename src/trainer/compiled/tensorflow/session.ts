import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../../system/isAlive.js';
import type { Binding, OutputInfo, TensorId } from '../../../tfjs/nodeBackend.js';
import { TAG } from './graphBuilder.js';

/** Followed by the process that reads the graph. */
const PREFIX = 'gradlens-step-';

/** A loaded graph with variables of its own. */
export class Session {
  private constructor(
    private readonly binding: Binding,
    private readonly id: number,
  ) {}

  /**
   * The folder that TensorFlow reads the graph from is gone when this returns.
   * @throws where TensorFlow refuses the graph
   */
  static load(binding: Binding, savedModel: Uint8Array): Session {
    const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
    try {
      writeFileSync(join(folder, 'saved_model.pb'), savedModel);
      return new Session(binding, binding.loadSavedModel(folder, TAG));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** @param inputNames, outputNames separated by commas */
  run(inputs: TensorId[], inputNames: string, outputNames: string): OutputInfo[] {
    return this.binding.runSavedModel(this.id, inputs, inputNames, outputNames);
  }

  unload(): void {
    this.binding.deleteSavedModel(this.id);
  }
}

/** Removes what processes that were killed while TensorFlow read their graph have left. */
export function removeLeftGraphs(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's.
    }
  }
}
