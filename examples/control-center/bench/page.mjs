import { setTimeout as pause } from 'node:timers/promises';
import { createContext, runInContext } from 'node:vm';
import { parseDocument } from './dom.mjs';
import { connectLive } from './websocket-client.mjs';

/**
 * Loads the front end from a running service and runs its scripts, as a browser would. `settings` are values of
 * `controlCenter` that its scripts do not overwrite. The page is closed after `use`, with its timers and sockets.
 */
export async function withPage(service, settings, use) {
  const html = (await service.request('GET', '/')).text;
  const document = parseDocument(html);
  const timers = new Set();
  const sockets = new Set();
  let left = false;
  const window = createContext({
    document,
    location: { origin: service.origin },
    controlCenter: settings,
    fetch: async (path, options) => {
      const answer = await fetch(new URL(path, service.origin), options).catch((error) => error);
      if (left) return new Promise(() => undefined);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    AbortSignal,
    WebSocket: createWebSocketClass(sockets),
    setTimeout: (call, time) => {
      // A closed page does nothing any more. In particular, it does not reconnect after its socket was closed here.
      if (left) return undefined;
      const timer = setTimeout(call, time);
      return timers.add(timer);
    },
  });
  window.window = window;
  // As in a browser, uncaught errors of a script are recorded and do not end the process.
  const errors = [];
  const note = (error) => errors.push(String(error));
  process.on('unhandledRejection', note);
  try {
    for (const script of document.root.byTag('script')) {
      const answer = await service.request('GET', `/${script.getAttribute('src')}`);
      runInContext(answer.text, window, { filename: script.getAttribute('src') });
    }
    return await use({ document, window, errors, ...user(document, window) });
  } finally {
    left = true;
    process.off('unhandledRejection', note);
    for (const timer of timers) clearTimeout(timer);
    for (const socket of sockets) socket.close();
  }
}

/** Everything that a user can see and do. */
function user(document, window) {
  const element = (id) => document.getElementById(id);
  return {
    element,
    text: (id) => element(id).textContent,
    /** Calls the script's own function, independently of the controls on the page. */
    signIn: (key) => {
      element('key').value = key;
      return window.controlCenter.signIn();
    },
    /** Types the key and presses Enter, which only works in a form with a submit button. */
    signInByKeyboard: (key) => {
      const field = element('key');
      field.value = key;
      let form = field.parent;
      while (form !== undefined && form.tag !== 'form') form = form.parent;
      if (form?.byTag('button').some((button) => button.getAttribute('type') === 'submit')) form.dispatch('submit');
    },
    /** True as soon as the condition is true; false if it does not become true within the time (ms). */
    shows: async (holds, limit) => {
      const end = performance.now() + limit;
      while (performance.now() < end) {
        if (holds()) return true;
        await pause(15);
      }
      return holds();
    },
  };
}

function createWebSocketClass(sockets) {
  return class {
    constructor(address) {
      const { port, pathname, search, host } = new URL(address);
      const tell = (name, event) => this[name]?.(event);
      connectLive(Number(port), pathname + search, { headers: { origin: `http://${host}` } }).then(
        ({ socket }) => {
          if (socket === undefined) return tell('onclose', {});
          sockets.add(socket);
          for (const data of socket.messages) tell('onmessage', { data });
          socket.on('message', (data) => tell('onmessage', { data }));
          return socket.on('close', () => tell('onclose', {}));
        },
        () => tell('onclose', {}),
      );
    }
  };
}
