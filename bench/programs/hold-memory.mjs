// Keeps BYTES of memory resident for SECONDS.
const [bytes, seconds] = process.argv.slice(2).map(Number);
const held = Buffer.alloc(bytes, 1);

setTimeout(() => {
  if (held[bytes - 1] !== 1) process.exitCode = 1;
}, seconds * 1000);
