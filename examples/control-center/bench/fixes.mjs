/** The 18 fixes by task, in the order of their steps in mission.yml. Each has a fixes/NAME.patch and a fixes/NAME.mjs. */
export const FIXES = {
  'L2.2.1': ['api-key', 'constant-time', 'live-tickets', 'path-traversal', 'filter-language', 'key-lockout'],
  'L2.2.2': ['store-in-memory', 'linear-summary', 'event-pages', 'asset-cache', 'shared-feed'],
  'L2.2.3': ['escape-output', 'accessible-page', 'loading-and-errors', 'live-reconnect'],
  'L2.2.4': ['security-headers', 'rate-limit', 'request-limits'],
};

export const ALL_FIXES = Object.values(FIXES).flat();

/** `{ title, check, prove }` of a fix. */
export function loadFix(name) {
  return import(`../fixes/${name}.mjs`);
}
