import { connect } from 'node:net';
import { describeNetworkProblem } from './network-problem.ts';
import { notReady, type Probe, ready, type Seen } from './probe.ts';
import type { TcpAddress } from './ready.ts';

/** Opens a connection and closes it. */
export function probeTcp({ host, port }: TcpAddress): Probe {
  return (signal) =>
    new Promise((resolve) => {
      let seen: Seen | undefined;
      const socket = connect({ host, port });
      const cut = () => {
        seen ??= notReady('no answer in time');
        socket.destroy();
      };
      socket.on('connect', () => {
        // If nothing listens at a port that the system also gives to clients, a client can be connected to itself.
        const itself = socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
        seen ??= itself ? notReady('connection refused') : ready;
        socket.destroy();
      });
      socket.on('error', (error) => {
        seen ??= notReady(describeNetworkProblem(error));
      });
      socket.on('close', () => {
        signal.removeEventListener('abort', cut);
        resolve(seen ?? notReady('connection closed'));
      });
      if (signal.aborted) cut();
      else signal.addEventListener('abort', cut);
    });
}
