import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own in memory, so that it can be full; only root may have one, and not in every container. */
export class SmallDisk implements Disposable {
  private constructor(readonly folder: string) {}

  /** Null where the system does not allow it. */
  static mount(size: string): SmallDisk | null {
    const folder = mkdtempSync(join(tmpdir(), 'gradlens-disk-'));
    mkdirSync(folder, { recursive: true });
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
    if (status === 0) return new SmallDisk(folder);
    rmSync(folder, { recursive: true, force: true });
    return null;
  }

  readOnly(): void {
    spawnSync('mount', ['-o', 'remount,ro', this.folder]);
  }

  [Symbol.dispose](): void {
    spawnSync('umount', ['-l', this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Whether such disks can be had here; else their tests are skipped. */
export function canMount(): boolean {
  using disk = SmallDisk.mount('64k');
  return disk !== null;
}
