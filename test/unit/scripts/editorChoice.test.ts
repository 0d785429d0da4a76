import { describe, expect, it } from 'vitest';
import { noDisplay } from '../../../scripts/lib/desktop.mjs';
import { candidates, parseStartArguments } from '../../../scripts/lib/editorChoice.mjs';

describe('the editors that npm start tries', () => {
  it('are the installed one, then a downloaded one, then the browser', () => {
    expect(candidates(parseStartArguments([]))).toEqual(['code', 'downloaded', 'browser']);
  });

  it('can be forced', () => {
    expect(candidates(parseStartArguments(['--browser']))).toEqual(['browser']);
    expect(candidates(parseStartArguments(['--desktop']))).toEqual(['code', 'downloaded']);
  });

  it.each([[['--browser', '--desktop']], [['--brwoser']], [['examples']]])('refuses %j with the usage', (args) => {
    expect(() => parseStartArguments(args)).toThrow('Usage: npm start [-- --browser | --desktop]');
  });
});

describe('a display', () => {
  it('is asked for on Linux only', () => {
    expect(noDisplay({}, 'linux')).toMatch('no display');
    expect(noDisplay({ DISPLAY: ':0' }, 'linux')).toBeNull();
    expect(noDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBeNull();
    expect(noDisplay({}, 'darwin')).toBeNull();
  });
});
