import { connect } from './client.mjs';
import { fail, output } from './mission.mjs';

const connection = connect();
const answer = await connection.ask('COMPACT');
connection.close();
if (answer !== 'OK 200') fail(`expected an index of 200 messages, found ${answer}`);
output('messages', 200);
