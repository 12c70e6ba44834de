import type { NeededJob, Scope } from './scope.ts';

/** `*` in a path. */
export const EVERY = Symbol('every');
/** A part of a path that is computed, as in `matrix[env.KEY]`. */
export const COMPUTED = Symbol('computed');

export type Segment = string | typeof EVERY | typeof COMPUTED;

/** An expression, or a part of one, as the mission writes it. */
export type Taken =
  /** `text` is absent if nothing changes. */
  { readonly type: 'taken'; readonly text: string } | { readonly type: 'refused'; readonly why: string };

export type Reference = { readonly type: 'taken'; readonly text?: string } | Extract<Taken, { type: 'refused' }>;

const UNCHANGED: Reference = { type: 'taken' };
const SIMPLE = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** A path that begins with a context, such as `needs.build.outputs.version`. */
export function reference(path: readonly Segment[], scope: Scope): Reference {
  const [context, ...rest] = path;
  switch (typeof context === 'string' ? context.toLowerCase() : '') {
    case 'needs':
      return ofNeeds(rest, scope);
    case 'steps':
      return ofSteps(rest, scope);
    case 'secrets':
      return ofVariable(rest, scope.secrets, 'secrets');
    case 'vars':
      return ofVariable(rest, scope.configuration, 'vars');
    case 'matrix':
      return ofMatrix(rest, scope);
    case 'github':
      return ofGithub(rest, scope);
    case 'job':
      return ofJob(rest, scope);
    case 'strategy':
      return refused('a mission has no `strategy` context');
    default:
      return UNCHANGED;
  }
}

function taken(text: string): Reference {
  return { type: 'taken', text };
}

function refused(why: string): Reference {
  return { type: 'refused', why };
}

function property(base: string, name: string): string {
  return SIMPLE.test(name) ? `${base}.${name}` : `${base}[${quoted(name)}]`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function ofNeeds([name, what, output]: readonly Segment[], scope: Scope): Reference {
  if (name === EVERY && typeof what === 'string' && what.toLowerCase() === 'result') return ofAllResults(scope);
  if (typeof name !== 'string' || typeof what !== 'string') return refused('it reads `needs` as a whole');
  const job = scope.needs.get(name.toLowerCase());
  if (job === undefined) return refused(`it reads the job ${name}, which it does not need`);
  if (what.toLowerCase() === 'result') return resultOf(name, job);
  if (what.toLowerCase() !== 'outputs') return refused(`a job has \`outputs\` and a \`result\`, but no \`${what}\``);
  if (typeof output !== 'string') return refused('it reads all outputs of a job');
  const found = job.outputs.get(output.toLowerCase());
  if (found?.type === 'expression') return taken(found.text);
  const id = job.combinations?.at(-1) ?? job.id;
  if (id === undefined) return refused(`it reads an output of the job ${name}, which is not in the mission`);
  if (found === undefined) return refused(`the job ${name} has no output ${output} that one of its commands writes`);
  return taken(property(`${property('tasks', id)}.outputs`, found.name));
}

/** `needs.*.result` of all needed jobs that the mission has. */
function ofAllResults(scope: Scope): Reference {
  const ids = [...scope.needs.values()].flatMap(
    ({ id, combinations }) => combinations ?? (id === undefined ? [] : [id]),
  );
  return taken(listOfResults(ids));
}

/** A matrix has failed if one of its combinations has. */
function resultOf(name: string, { id, combinations }: NeededJob): Reference {
  if (combinations !== undefined) {
    const list = listOfResults(combinations);
    const rules = ['failure', 'cancelled', 'skipped'].map((result) => `contains(${list}, '${result}'), '${result}'`);
    return taken(`case(${rules.join(', ')}, 'success')`);
  }
  if (id === undefined) return refused(`it reads the result of the job ${name}, which is not in the mission`);
  return taken(`${property('tasks', id)}.result`);
}

function listOfResults(ids: readonly string[]): string {
  if (ids.length === 0) return "fromJSON('[]')";
  const places = ids.map((_, index) => `"{${index}}"`).join(',');
  return `fromJSON(format('[${places}]', ${ids.map((id) => `${property('tasks', id)}.result`).join(', ')}))`;
}

function ofSteps([name, what, output]: readonly Segment[], { steps, actionOutputs, outputNames }: Scope): Reference {
  if (typeof name !== 'string' || typeof what !== 'string') return refused('it reads `steps` as a whole');
  const fate = steps.get(name.toLowerCase());
  if (fate === undefined) return refused(`it reads the step ${name}, which is not before it`);
  if (what.toLowerCase() === 'outputs') {
    if (typeof output !== 'string') return refused('it reads all outputs of a step');
    const expression = actionOutputs.get(`${name}.${output}`.toLowerCase());
    if (expression !== undefined) return taken(expression);
    // A step that does not run has no outputs.
    return taken(fate === 'run' ? property('env', outputNames.nameOf(name, output)) : "''");
  }
  if (fate === 'run') return UNCHANGED;
  return taken(fate === 'before' ? "'success'" : "'skipped'");
}

function ofVariable([name]: readonly Segment[], read: Set<string>, context: string): Reference {
  if (typeof name !== 'string') return refused(`it reads \`${context}\` as a whole`);
  const upper = name.toUpperCase();
  read.add(upper);
  return taken(property('env', upper));
}

function ofMatrix([...rest]: readonly Segment[], { matrix }: Scope): Reference {
  const names = rest.map((segment) => (typeof segment === 'string' ? segment.toLowerCase() : '*'));
  const fixed = matrix.fixed.get(names.join('.'));
  if (fixed !== undefined) return taken(fixed);
  const renamed = matrix.renamed.get(names.join('.'));
  if (renamed !== undefined) return taken(property('matrix', renamed));
  return rest.length === 1 ? UNCHANGED : refused('its matrix has values that are not texts, numbers or booleans');
}

function ofGithub([first, second, third]: readonly Segment[], { secrets }: Scope): Reference {
  const name = typeof first === 'string' ? first.toLowerCase() : '';
  if (name === 'token') return ofVariable(['GITHUB_TOKEN'], secrets, 'secrets');
  const isInput = name === 'event' && second === 'inputs' && typeof third === 'string';
  return isInput ? taken(property('inputs', third)) : UNCHANGED;
}

function ofJob([first, service, ports, port]: readonly Segment[], scope: Scope): Reference {
  const isPort = first === 'services' && typeof service === 'string' && ports === 'ports' && typeof port === 'string';
  const found = isPort ? scope.ports.get(`${service}:${port}`) : undefined;
  return found === undefined ? refused('a mission has no `job` context') : taken(quoted(found));
}
