import { connect, numbered } from './client.mjs';
import { appendReport, output } from './mission.mjs';

/** At-least-once delivery: a message that was not acknowledged is sent again over a new connection. */
let connection = connect();
let again = 0;
for (const message of numbered(200)) {
  while ((await connection.ask(`PUT ${message}`)) !== 'OK') {
    again += 1;
    if (again > 10) throw new Error(`expected at most 10 messages to be sent again, found ${again}`);
    connection = connect();
  }
}
connection.close();
output('again', again);
appendReport(`Sent 200 messages, ${again} of them twice because they were not acknowledged.`);
