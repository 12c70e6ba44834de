import { missionJsonSchemaText } from '../mission/json-schema.ts';
import { parse, UsageError } from './arguments.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { print } from './print.ts';

/** `mission schema` */
export function schemaCommand(argv: readonly string[]): ExitCode {
  const { positionals } = parse(argv, {});
  if (positionals.length > 0) throw new UsageError(`expected nothing after schema, found ${positionals.join(' ')}`);
  print(missionJsonSchemaText());
  return EXIT.succeeded;
}
