import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepGraphPrefix } from '../../../system/stepGraphs.js';
import type { Binding, OutputInfo, TensorId } from '../../../tfjs/nodeBackend.js';
import { TAG } from './graphBuilder.js';

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
    const folder = mkdtempSync(stepGraphPrefix(process.pid));
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
