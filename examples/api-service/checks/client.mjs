const base = process.env.BASE_URL;

/** Sends one request and does not follow redirects. */
export function request(path, options = {}) {
  return fetch(new URL(path, base), { redirect: 'manual', ...options });
}

export function postJson(path, value) {
  return request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
}

/** Behaves like a browser: keeps cookies, follows redirects, and remembers the current path. */
export function openBrowser() {
  const cookies = new Map();

  async function go(path, options = {}) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await request(path, { ...options, headers: { ...options.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (response.status === 303) return go(location);
    return { path, status: response.status, text: await response.text() };
  }

  return {
    cookies,
    visit: (path) => go(path),
    submit: (path, fields) => go(path, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}

/** Number of free seats of an event, from the API. */
export async function freeSeats(event) {
  return (await (await request(`/api/events/${event}`)).json()).free;
}
