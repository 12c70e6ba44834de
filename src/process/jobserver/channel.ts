import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { removeQuietly } from '../../files/remove-quietly.ts';

/** Moves tokens to a client and back, through FIFOs that exist. */
export interface Channel {
  /** Puts tokens in. Returns how many: fewer if the FIFO is full or broken. */
  give(tokens: number): number;
  /** Takes out the tokens that the client has left untaken. */
  drain(): number;
  /** Whether tokens that the client puts back are taken out at once; otherwise it can take them again. */
  intercept(isOn: boolean): void;
  /** Closes and removes the FIFOs. */
  close(): void;
}

/** Where the client reads tokens, and where it puts them back: the same path for one that opens a FIFO itself. */
export interface ChannelPaths {
  readonly offer: string;
  readonly back: string;
}

/** Larger than the tokens of any machine that are put back at once. */
const MOST_AT_ONCE = 1024;

/** The byte that GNU make writes for a token. Clients put back any byte. */
const TOKEN = '+';

/**
 * Opens the FIFOs. Both are opened to read and to write: so this never blocks, and there is never an end of file, whatever
 * processes do with the other end. Throws file system errors.
 *
 * With two FIFOs, all tokens that are put back arrive here. With one, the client and `intercept` compete for them.
 *
 * @param returned called with the number of tokens that were put back, never while a method of the channel runs
 */
export function openChannel({ offer, back }: ChannelPaths, returned: (tokens: number) => void): Channel {
  const flags = constants.O_RDWR | constants.O_NONBLOCK;
  const input = openSync(offer, flags);
  let watched: number;
  try {
    watched = openSync(back, flags);
  } catch (error) {
    closeSync(input);
    throw error;
  }
  const buffer = Buffer.alloc(MOST_AT_ONCE);
  const socket = watch(watched, returned);
  const isShared = offer === back;
  if (!isShared) socket.resume();
  let isOpen = true;
  return {
    give: (tokens) => {
      if (!isOpen) return 0;
      try {
        return writeSync(input, TOKEN.repeat(tokens));
      } catch {
        return 0;
      }
    },
    drain: () => {
      if (!isOpen) return 0;
      try {
        return readSync(input, buffer);
      } catch {
        // EAGAIN: empty.
        return 0;
      }
    },
    intercept: (isOn) => {
      if (!isShared || !isOpen) return;
      if (isOn) socket.resume();
      else socket.pause();
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      socket.destroy();
      closeSync(input);
      for (const path of new Set([offer, back])) removeQuietly(path);
    },
  };
}

/** A socket that is paused before it has read anything. With `onread`, a pause also keeps it from reading ahead. */
function watch(descriptor: number, returned: (tokens: number) => void): Socket {
  const socket = new Socket({
    fd: descriptor,
    readable: true,
    writable: false,
    onread: {
      buffer: Buffer.alloc(MOST_AT_ONCE),
      callback: (tokens) => {
        returned(tokens);
        return true;
      },
    },
  });
  socket.pause();
  socket.on('error', () => socket.destroy());
  socket.unref();
  return socket;
}
