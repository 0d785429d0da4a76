import { describe, expect, it } from 'vitest';
import { storeDirectory } from '../../../src/system/storeDirectory.js';

describe('storeDirectory', () => {
  it('is what GRADLENS_STORE says, on every platform', () => {
    expect(storeDirectory({ GRADLENS_STORE: '/s', XDG_DATA_HOME: '/x' }, 'linux', '/home/u')).toBe('/s');
    expect(storeDirectory({ GRADLENS_STORE: 'D:\\s' }, 'win32', 'C:\\Users\\u')).toBe('D:\\s');
  });

  it('is in the per-user data folder of Linux', () => {
    expect(storeDirectory({}, 'linux', '/home/u')).toBe('/home/u/.local/share/gradlens');
    expect(storeDirectory({ XDG_DATA_HOME: '/data' }, 'linux', '/home/u')).toBe('/data/gradlens');
    expect(storeDirectory({ XDG_DATA_HOME: 'data', GRADLENS_STORE: '' }, 'linux', '/home/u')).toBe(
      '/home/u/.local/share/gradlens',
    );
  });

  it('is in the per-user data folder of macOS and Windows', () => {
    expect(storeDirectory({ XDG_DATA_HOME: '/x' }, 'darwin', '/Users/u')).toBe(
      '/Users/u/Library/Application Support/gradlens',
    );
    expect(storeDirectory({ LOCALAPPDATA: 'D:\\Local' }, 'win32', 'C:\\Users\\u')).toBe('D:\\Local\\gradlens');
    expect(storeDirectory({}, 'win32', 'C:\\Users\\u')).toBe('C:\\Users\\u\\AppData\\Local\\gradlens');
  });

  it('is nowhere without a home folder, and not the current one', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(() => storeDirectory({}, platform, '')).toThrow('There is no home folder');
    }
    expect(storeDirectory({ GRADLENS_STORE: '/s' }, 'linux', '')).toBe('/s');
    expect(storeDirectory({ XDG_DATA_HOME: '/data' }, 'linux', '')).toBe('/data/gradlens');
  });
});
