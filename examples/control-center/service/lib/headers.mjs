/** Headers of every answer. */
export function setHeaders(response) {
  response.setHeader('x-powered-by', 'Control Center on Node.js');
}
