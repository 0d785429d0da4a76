import { describe, expect, it } from 'vitest';
import { describeMissing } from '../../../src/runtime/install/buildTools.js';
import { failureReason } from '../../../src/runtime/install/guardedCommand.js';
import { byteProgress } from '../../../src/runtime/install/progress.js';

describe('describeMissing', () => {
  it.each([
    ['ID=debian\n', 'apt install python3-pip g++'],
    ['NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', 'apt install python3-pip g++'],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'dnf install python3-pip gcc-c++'],
    ['ID=manjaro\nID_LIKE=arch\n', 'pacman -S python-pip gcc'],
    ['ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n', 'zypper install python3-pip gcc-c++'],
  ])('names the command of the distribution: %j', (osRelease, command) => {
    expect(describeMissing(['pip', 'g++'], osRelease)).toBe(
      `pip and g++ are not installed: run "sudo ${command}" and try again`,
    );
  });

  it('names the tool alone on a distribution that it does not know', () => {
    expect(describeMissing(['g++'], 'ID=void\n')).toBe('g++ is not installed: install it and try again');
    expect(describeMissing(['g++'], '')).toBe('g++ is not installed: install it and try again');
  });
});

describe('failureReason', () => {
  const reason = (...lines: string[]): string => failureReason({ exitCode: 3, lines, hung: false });

  it('is the first error of an installer that threw', () => {
    const thrown = [
      "      throw er; // Unhandled 'error' event",
      '',
      'Error: getaddrinfo ENOTFOUND example.org',
      '  at',
    ];
    expect(reason(...thrown, 'npm error code 1')).toBe('Error: getaddrinfo ENOTFOUND example.org');
  });

  it('is what npm, pip, Python and g++ say', () => {
    expect(reason('npm error code ENOTFOUND', 'npm error network request to x failed')).toBe(
      'npm error network request to x failed',
    );
    expect(reason('Collecting x', 'ERROR: Could not find a version', 'ERROR: No match')).toBe(
      'ERROR: Could not find a version',
    );
    expect(reason('Traceback:', ' File "x"', 'OSError: [Errno 28] No space left on device')).toBe(
      'OSError: [Errno 28] No space left on device',
    );
    expect(reason('In file', 'a.cc:3:1: fatal error: tensorflow/c/c_api.h: No such file')).toBe(
      'a.cc:3:1: fatal error: tensorflow/c/c_api.h: No such file',
    );
  });

  it('is the last line, or the exit code, where nothing looks like an error', () => {
    expect(reason('one', 'two', ' ')).toBe('two');
    expect(reason()).toBe('exit code 3');
  });

  it('says when nothing moved', () => {
    expect(failureReason({ exitCode: 1, lines: ['x'], hung: true })).toBe('no progress for a long time');
  });
});

describe('byteProgress', () => {
  it('names the bytes, the total and the rate', () => {
    expect(
      byteProgress('download', 'Downloading X', { bytes: 83e6, totalBytes: 207e6, bytesPerSecond: 11.84e6 }),
    ).toEqual({
      step: 'download',
      message: 'Downloading X: 83 of 207 MB, 11.8 MB/s',
      fraction: 83 / 207,
      bytes: 83e6,
      totalBytes: 207e6,
      bytesPerSecond: 11.84e6,
    });
  });

  it('has no fraction without a total, and never passes one', () => {
    expect(byteProgress('official', 'X', { bytes: 1e6, bytesPerSecond: 0 })).toEqual({
      step: 'official',
      message: 'X: 1 MB, 0.0 MB/s',
      fraction: null,
      bytes: 1e6,
      bytesPerSecond: 0,
    });
    expect(byteProgress('unpack', 'X', { bytes: 3e6, totalBytes: 2e6, bytesPerSecond: 0 })).toMatchObject({
      message: 'X: 2 of 2 MB, 0.0 MB/s',
      fraction: 1,
    });
  });
});
