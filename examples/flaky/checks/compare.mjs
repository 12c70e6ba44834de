import { fail } from './mission.mjs';

const { INDEXED, COPIED } = process.env;
if (INDEXED !== COPIED)
  fail(
    `expected as many messages in the copy as in the index, found ${COPIED} in the copy and ${INDEXED} in the index`,
  );
