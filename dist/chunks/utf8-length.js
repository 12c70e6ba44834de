// src/report/text/utf8-length.ts
/** Bytes of a text in UTF-8. */
function utf8Length(text) {
	return new TextEncoder().encode(text).length;
}
/** The longest beginning of a text that fits, without half a character. */
function cutToBytes(text, limit) {
	const { read } = new TextEncoder().encodeInto(text, new Uint8Array(Math.max(0, limit)));
	return text.slice(0, read);
}

export { utf8Length as n, cutToBytes as t };