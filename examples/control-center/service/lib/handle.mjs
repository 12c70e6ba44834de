import { checkAccess } from './access.mjs';
import { HttpError, sendError, sendJson } from './answer.mjs';
import { setHeaders } from './headers.mjs';
import { readBody } from './request-limits.mjs';
import { findRoute } from './routes.mjs';
import { acceptWebSocket } from './websocket.mjs';

/** One request from its first header to its answer. */
export async function handle(center, request, response) {
  try {
    setHeaders(response);
    const wait = center.rateLimit.take(request);
    if (wait > 0) throw new HttpError(429, 'Too many requests.', wait);
    if (!request.url.startsWith('/api/')) {
      center.assets.serve(request, response);
      return;
    }
    checkAccess(center, request);
    const url = urlOf(request);
    const { route, parameter } = findRoute(request.method, url.pathname);
    const body = await readBody(request, center.config);
    const { text, json } = route.answer({ center, url, parameter, body });
    if (text === undefined) sendJson(response, 200, json);
    else response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
  } catch (error) {
    sendError(response, error);
  }
}

/** A request to become a WebSocket: the live feed. */
export function upgrade(center, request, socket, head) {
  socket.on('error', () => socket.destroy());
  const refuse = (line) => socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  const url = urlOf(request);
  if (url.pathname !== '/live') {
    refuse('404 Not Found');
    return;
  }
  if (!center.tickets.admits(request, url.searchParams.get('ticket'))) {
    refuse('403 Forbidden');
    return;
  }
  const connection = acceptWebSocket(request, socket, head);
  if (connection === undefined) refuse('400 Bad Request');
  else center.feed.add(connection);
}

/** The text is joined, not resolved: `//elsewhere/` must stay a path. */
function urlOf(request) {
  return new URL(`http://control.center${request.url}`);
}
