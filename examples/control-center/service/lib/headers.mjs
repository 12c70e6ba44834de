/** What every answer carries. */
export function setHeaders(response) {
  response.setHeader('x-powered-by', 'Control Center on Node.js');
}
