import { HttpError } from './answer.mjs';

/** A predicate over events from text such as `kind == "temperature" and value > 80`. */
export function parseFilter(text) {
  const script = text.replaceAll(/\band\b/g, '&&');
  try {
    return new Function('event', `with (event) { return (${script}); }`);
  } catch {
    throw new HttpError(400, 'The filter cannot be read.');
  }
}
