import { missionJsonSchemaText } from '../../mission/schema/json-schema.ts';
import { print } from '../output/print.ts';
import { parse, UsageError } from './arguments/arguments.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** `mission schema` */
export function schemaCommand(argv: readonly string[]): ExitCode {
  const { positionals } = parse(argv, {});
  if (positionals.length > 0) throw new UsageError(`expected nothing after schema, found ${positionals.join(' ')}`);
  print(missionJsonSchemaText());
  return EXIT.succeeded;
}
