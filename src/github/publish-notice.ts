import { notice } from '@actions/core';
import { escapeWorkflowCommands } from '../report/text/escape-workflow-commands.ts';

/** A notice on the page of the run. The text may quote the answer of a service; nothing is published if there is none. */
export function publishNotice(text: string | undefined, title: string): void {
  if (text !== undefined) notice(escapeWorkflowCommands(text).join(' '), { title });
}
