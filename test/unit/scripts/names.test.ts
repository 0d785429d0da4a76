import { describe, expect, it } from 'vitest';
import { fetchedPackage } from '../../../scripts/lib/npmCi.mjs';
import { ownerOf } from '../../../scripts/lib/tempFolder.mjs';
import { cacheFolder } from '../../../scripts/lib/userFolders.mjs';

describe('the cache folder', () => {
  it('follows the rules of the platform', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/c' }, 'linux')).toBe('/c/gradlens');
    expect(cacheFolder({}, 'linux')).toMatch(/\/\.cache\/gradlens$/);
    expect(cacheFolder({}, 'darwin')).toMatch(/\/Library\/Caches\/gradlens$/);
    expect(cacheFolder({ LOCALAPPDATA: '/local' }, 'win32')).toBe('/local/gradlens/Cache');
  });
});

describe('a temporary folder', () => {
  it('names the process that made it', () => {
    expect(ownerOf('gradlens-test-123-host-abc')).toBe(123);
    expect(ownerOf('gradlens-test-abc')).toBeNull();
    expect(ownerOf('other-123-x')).toBeNull();
  });
});

describe('npm’s progress', () => {
  it('names the archive that was fetched', () => {
    const line = 'npm http fetch GET 200 https://registry.example/esbuild/-/esbuild-0.28.2.tgz 103ms (cache miss)';
    expect(fetchedPackage(line)).toBe('esbuild-0.28.2');
  });

  it('leaves other lines alone', () => {
    expect(fetchedPackage('npm error code ENOENT')).toBeNull();
  });
});
