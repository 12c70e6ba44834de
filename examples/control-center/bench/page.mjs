import { setTimeout as pause } from 'node:timers/promises';
import { createContext, runInContext } from 'node:vm';
import { parseDocument } from './dom.mjs';
import { connectLive } from './websocket-client.mjs';

/**
 * Loads the front end from a running service and runs its scripts, as a browser would; `settings` are values of
 * `controlCenter` that its scripts leave alone when they are there. Closed after `use`, with its timers and sockets.
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
      // A page that was left does nothing any more, such as connecting again because we closed its socket.
      if (left) return undefined;
      const timer = setTimeout(call, time);
      return timers.add(timer);
    },
  });
  window.window = window;
  // As in a browser: what a script of the page does not catch ends up in a console, and ends nothing.
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

/** What a user can see and do. */
function user(document, window) {
  const element = (id) => document.getElementById(id);
  return {
    element,
    text: (id) => element(id).textContent,
    /** By the script's own function, whatever the page offers for it. */
    signIn: (key) => {
      element('key').value = key;
      return window.controlCenter.signIn();
    },
    /** Types the key and presses Enter: only a form with a submit button hears that. */
    signInByKeyboard: (key) => {
      const field = element('key');
      field.value = key;
      let form = field.parent;
      while (form !== undefined && form.tag !== 'form') form = form.parent;
      if (form?.byTag('button').some((button) => button.getAttribute('type') === 'submit')) form.dispatch('submit');
    },
    /** True as soon as it holds; false when it does not within the time (ms). */
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
