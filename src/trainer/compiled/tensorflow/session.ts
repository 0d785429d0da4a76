import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Binding, OutputInfo, TensorId } from './binding.js';
import { TAG } from './graphBuilder.js';

/** A loaded graph with variables of its own. */
export class Session {
  private constructor(
    private readonly binding: Binding,
    private readonly id: number,
  ) {}

  /**
   * The folder that TensorFlow reads the graph from is gone when this returns; what a kill in between leaves is small and is
   * the system's to clear.
   * @throws where TensorFlow refuses the graph
   */
  static load(binding: Binding, savedModel: Uint8Array): Session {
    const folder = mkdtempSync(join(tmpdir(), 'gradlens-step-'));
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
