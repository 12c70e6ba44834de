/** A refusal that is sent to the caller. `retryAfter` is in milliseconds. */
export class HttpError extends Error {
  constructor(status, message, retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export function sendJson(response, status, json) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(json));
}

/** Everything else is an internal error. The caller sees only that, without details. */
export function sendError(response, error) {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (!(error instanceof HttpError)) console.error(error);
  const { status, message, retryAfter } = error instanceof HttpError ? error : new HttpError(500, 'Internal error.');
  if (retryAfter !== undefined) response.setHeader('retry-after', Math.ceil(retryAfter / 1000));
  if (status === 413) response.setHeader('connection', 'close');
  sendJson(response, status, { error: message, ...(retryAfter === undefined ? {} : { retryAfter }) });
}
