import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A minimal mail server: every mail becomes a file that is named after its recipient. */
const folder = join(process.env.MISSION_DIR, 'mail');
mkdirSync(folder, { recursive: true });

const server = createServer((socket) => {
  const say = (line) => socket.write(`${line}\r\n`);
  let to = '';
  let mail;
  say('220 example mail');
  const lines = createInterface({ input: socket });
  // A client that only checks whether the port is open may reset the connection. Both report it as an error.
  for (const source of [socket, lines]) source.on('error', () => socket.destroy());
  lines.on('line', (line) => {
    if (mail !== undefined && line !== '.') mail.push(line);
    else if (mail !== undefined) {
      writeFileSync(join(folder, `${to.replace(/[^\w@.-]/g, '_')}.eml`), `${mail.join('\n')}\n`);
      mail = undefined;
      say('250 kept');
    } else if (/^RCPT TO:/.test(line)) {
      to = /<(.*)>/.exec(line)?.[1] ?? '';
      say('250 known');
    } else if (line === 'DATA') {
      mail = [];
      say('354 go on');
    } else say(line === 'QUIT' ? '221 bye' : '250 fine');
  });
});
server.listen(Number(process.env.MAIL_PORT), '127.0.0.1', () => console.log('taking mail'));
