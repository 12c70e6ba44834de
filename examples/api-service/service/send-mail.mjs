import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';

/** Sends one mail over SMTP. */
export async function sendMail({ to, subject, text }) {
  const socket = createConnection(Number(process.env.MAIL_PORT), '127.0.0.1');
  const answers = createInterface({ input: socket })[Symbol.asyncIterator]();
  const from = process.env.MAIL_FROM;
  const message = `From: ${from}\r\nTo: ${to}\r\nSubject: ${subject}\r\n\r\n${text}\r\n.`;
  try {
    await expectAnswer(answers, '220');
    const dialogue = [
      ['HELO booking', '250'],
      [`MAIL FROM:<${from}>`, '250'],
      [`RCPT TO:<${to}>`, '250'],
      ['DATA', '354'],
      [message, '250'],
      ['QUIT', '221'],
    ];
    for (const [line, code] of dialogue) {
      socket.write(`${line}\r\n`);
      await expectAnswer(answers, code);
    }
  } finally {
    socket.destroy();
  }
}

async function expectAnswer(answers, code) {
  const { value: line = 'the end of the connection' } = await answers.next();
  if (!line.startsWith(code)) throw new Error(`mail server: expected ${code}, found ${line}`);
}
