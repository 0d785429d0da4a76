// The trainer's end of the pipe, for plain Node scripts that stand in for a trainer in tests of the host's end.
import { Socket } from 'node:net';
import { openFrames } from '../../../../src/process/frames.ts';

/** @param {(command: string) => void} onCommand */
export function openLink(onCommand = () => {}) {
  const socket = new Socket({ fd: 4 });
  const channel = openFrames(socket, { onMessage: (message) => onCommand(message.m), onClose() {} });
  return {
    /** @param {string} event @param {unknown} payload */
    send: (event, payload) => channel.send({ t: 'q', m: event, a: payload === undefined ? [] : [payload] }),
    /** @param {Buffer} bytes */
    sendRaw: (bytes) => socket.write(bytes),
    close: () => channel.dispose(),
  };
}
