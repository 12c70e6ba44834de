import { t as missionJsonSchemaText } from "./json-schema.js";
import { a as parse, n as UsageError, t as EXIT } from "./exit-codes.js";
import { n as print } from "./print.js";

// src/terminal/schema-command.ts
/** `mission schema` */
function schemaCommand(argv) {
	const { positionals } = parse(argv, {});
	if (positionals.length > 0) throw new UsageError(`expected nothing after schema, found ${positionals.join(" ")}`);
	print(missionJsonSchemaText());
	return EXIT.succeeded;
}

export { schemaCommand };