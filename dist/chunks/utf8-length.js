// src/report/text/utf8-length.ts
function utf8Length(text) {
	return new TextEncoder().encode(text).length;
}
function cutToBytes(text, limit) {
	const { read } = new TextEncoder().encodeInto(text, new Uint8Array(Math.max(0, limit)));
	return text.slice(0, read);
}

Object.defineProperty(exports, "cutToBytes", {
  enumerable: true,
  get: function () {
    return cutToBytes;
  }
});
Object.defineProperty(exports, "utf8Length", {
  enumerable: true,
  get: function () {
    return utf8Length;
  }
});