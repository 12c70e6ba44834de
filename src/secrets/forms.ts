/** Fewer characters than this are in so many words that masking them would make every report unreadable. */
export const shortestSecret = 4;

/**
 * The texts by which a secret may show up, as bytes: itself, each of its lines, and the usual encodings. None when its
 * value is too short to be masked, not counting blanks at its ends.
 *
 * Encodings beyond these, such as hexadecimal, compressed or reversed, cannot be foreseen.
 */
export function secretForms(value: string): readonly Buffer[] {
  // No variable can hold half a surrogate pair, but encoders would throw on one.
  const whole = Buffer.from(value).toString();
  const trimmed = whole.trim();
  if ([...trimmed].length < shortestSecret) return [];
  const forms = [whole, trimmed, ...lines(trimmed)];
  for (const text of new Set([whole, trimmed])) forms.push(...escaped(text), ...base64(text), ...base64(`${text}\n`));
  return [...new Set(forms)].filter((form) => form.length >= shortestSecret).map((form) => Buffer.from(form));
}

/** Programs print a key of several lines line by line, indented or with other line ends. */
function lines(text: string): readonly string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => [...line].length >= shortestSecret);
}

function escaped(text: string): readonly string[] {
  const url = encodeURIComponent(text);
  const strictUrl = url.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  const urls = [url, strictUrl, new URLSearchParams([['', text]]).toString().slice(1)];
  const json = JSON.stringify(text).slice(1, -1);
  return [
    ...urls,
    ...urls.map((form) => form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
    json,
    json.replaceAll('/', '\\/'),
    json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  ];
}

/**
 * Base64 alone, broken into lines of 64 or 76 characters as the usual programs do, and the part that is the same
 * wherever the secret stands inside of a longer encoded text, such as `user:password`: three bytes become four
 * characters, so there are three such parts, one for each place in a group of three.
 */
function base64(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const alone = bytes.toString('base64');
  const forms = [alone, alone.replace(/=+$/, '')];
  for (const width of [64, 76]) {
    if (alone.length > width) forms.push(...(alone.match(new RegExp(`.{1,${width}}`, 'g')) ?? []));
  }
  for (const before of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]);
    forms.push(shifted.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((shifted.length * 8) / 6)));
  }
  return forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}
