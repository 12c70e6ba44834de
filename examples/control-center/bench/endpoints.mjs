/** The API as its callers know it, written independently of the service. */
export const ENDPOINTS = [
  { method: 'GET', path: '/api/status' },
  { method: 'GET', path: '/api/devices' },
  { method: 'GET', path: '/api/devices/d-7' },
  { method: 'GET', path: '/api/summary' },
  { method: 'GET', path: '/api/events' },
  { method: 'GET', path: '/api/logs/control.log' },
  { method: 'GET', path: '/api/settings' },
  { method: 'PUT', path: '/api/settings', body: { refresh: 7 } },
  { method: 'POST', path: '/api/commands', body: { device: 'd-7', action: 'reset' } },
  { method: 'POST', path: '/api/tickets' },
];

/** The files of the front end. They are public, because the user types the key there. */
export const ASSETS = ['/', '/app.js', '/load.js', '/live.js', '/render.js', '/style.css', '/logo.svg'];

export const nameOf = ({ method, path }) => `${method} ${path}`;
