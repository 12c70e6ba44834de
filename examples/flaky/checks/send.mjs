import { connect, numbered } from './client.mjs';
import { appendReport, output } from './mission.mjs';

/** At least once: a message that was not acknowledged is sent again, over a new connection. */
let connection = connect();
let again = 0;
for (const message of numbered(200)) {
  while ((await connection.ask(`PUT ${message}`)) !== 'OK') {
    again += 1;
    if (again > 10) throw new Error(`expected few messages to be sent again, found ${again}`);
    connection = connect();
  }
}
connection.close();
output('again', again);
appendReport(`200 messages sent, ${again} of them again, since nobody said that they had arrived.`);
