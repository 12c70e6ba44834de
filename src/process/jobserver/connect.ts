import { errorText } from '../../base/error-code.ts';
import type { Variables } from '../../base/variables.ts';
import { type Channel, type ChannelPaths, openChannel } from './channel.ts';
import { createFifos } from './fifos.ts';
import { chooseStyle, makeFlags, READ_END, type Style, WRITE_END } from './make-style.ts';

/** What a step needs to find its jobserver; empty if it has none. */
export interface JobserverAccess {
  readonly variables: Variables;
  readonly inherited: readonly InheritedFile[];
}

/** A file that is opened to read and to write, and passed to a program as a descriptor with this number. */
export interface InheritedFile {
  readonly path: string;
  readonly descriptor: number;
}

/** What a jobserver needs of the machine. */
export interface JobserverSystem {
  readonly platform: NodeJS.Platform;
  /** CPUs that the mission may use; may be a fraction. */
  readonly cpus: number;
  /** Whether the environment of the runner sets MAKEFLAGS. */
  readonly isOverridden: boolean;
  /** Folder of its FIFOs, which only this user can open. May throw file system errors. */
  readonly folder: () => string;
  /** Path of an installed program; undefined if there is none. */
  readonly find: (program: string) => string | undefined;
  /** What `PATH --version` prints; undefined if it cannot be run. */
  readonly version: (path: string) => string | undefined;
}

/** A connected task. */
export interface Connected {
  readonly channel: Channel;
  readonly access: JobserverAccess;
}

/**
 * Connects one task.
 *
 * @param jobs how many jobs the task may run at most
 * @param isShared true if tokens are moved between this task and other ones
 * @param returned called with the number of tokens that were put back
 * @returns undefined if there can be no jobserver in this run; never throws
 */
export type Connect = (jobs: number, isShared: boolean, returned: (tokens: number) => void) => Connected | undefined;

/** @param notice is called with a sentence if the jobserver cannot be used, once */
export function createConnect(system: JobserverSystem, notice: (message: string) => void): Connect {
  const takeFifo = createFifos(system.folder, () => system.find('mkfifo'));
  let style: Style | undefined;
  let isUsable = true;

  function giveUp(reason: string): undefined {
    isUsable = false;
    notice(`tasks run without the jobserver of \`admission.jobserver\` in this run: ${reason}`);
  }

  /** Two FIFOs need descriptors: by its path, a FIFO is both read and written. A budget needs only one, as nothing is moved. */
  function takePaths(isShared: boolean, wanted: Style): ChannelPaths | { readonly reason: string } {
    const offer = takeFifo();
    if (offer.type === 'refused') return offer;
    if (!isShared || wanted === 'fifo') return { offer: offer.path, back: offer.path };
    const back = takeFifo();
    return back.type === 'refused' ? back : { offer: offer.path, back: back.path };
  }

  return (jobs, isShared, returned) => {
    if (!isUsable) return undefined;
    if (system.platform === 'win32') return giveUp('there are no FIFOs on Windows');
    if (system.isOverridden) return giveUp('MAKEFLAGS is set in the environment of Mission Runner; unset it');
    try {
      style ??= findStyle(system);
      const paths = takePaths(isShared, style);
      if ('reason' in paths) return giveUp(paths.reason);
      // Words of MAKEFLAGS end at a space, and not every reader knows an escape.
      const used = style === 'fifo' && /[^\w./:@%+=,-]/.test(paths.offer) ? 'pair' : style;
      return { channel: openChannel(paths, returned), access: accessTo(paths, used, jobs) };
    } catch (error) {
      return giveUp(errorText(error));
    }
  };
}

function findStyle({ find, version }: JobserverSystem): Style {
  const make = find('make');
  return chooseStyle(make === undefined ? undefined : version(make));
}

function accessTo({ offer, back }: ChannelPaths, style: Style, jobs: number): JobserverAccess {
  const variables = { MAKEFLAGS: makeFlags(style, jobs, offer) };
  if (style === 'fifo') return { variables, inherited: [] };
  const inherited = [
    { path: offer, descriptor: READ_END },
    { path: back, descriptor: WRITE_END },
  ];
  return { variables, inherited };
}
