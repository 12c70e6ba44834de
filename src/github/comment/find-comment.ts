import type { ApiAnswer, SendRequest } from '../api/request.ts';

export type FoundComment =
  /** `id` is absent if there is none yet. */
  { readonly type: 'looked'; readonly id?: number } | Exclude<ApiAnswer, { readonly type: 'done' }>;

/** So many pages are read, with 100 comments each. */
const MOST_PAGES = 20;

const PAGE = 100;

/** Relations to the repository with which a person may have written the comment, with a token of their own. */
const MEMBERS = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/** Finds the comment that begins with this marker; the oldest one, if there are several. */
export async function findComment(
  send: SendRequest,
  { pullRequest, marker, limit }: { readonly pullRequest: number; readonly marker: string; readonly limit: number },
): Promise<FoundComment> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const path = `/issues/${pullRequest}/comments?per_page=${PAGE}&page=${page}`;
    const answer = await send({ method: 'GET', path, limit });
    if (answer.type !== 'done') return answer;
    if (!Array.isArray(answer.value)) return { type: 'failed', why: 'it answered with something other than a list' };
    const found = answer.value.find((comment: unknown) => isOwn(comment, marker));
    if (found !== undefined) return { type: 'looked', id: (found as { readonly id: number }).id };
    if (answer.value.length < PAGE) break;
  }
  return { type: 'looked' };
}

function isOwn(comment: unknown, marker: string): boolean {
  if (typeof comment !== 'object' || comment === null) return false;
  const { id, body, user, author_association: association } = comment as Readonly<Record<string, unknown>>;
  if (typeof id !== 'number' || typeof body !== 'string' || !body.startsWith(marker)) return false;
  const isBot = typeof user === 'object' && user !== null && 'type' in user && user.type === 'Bot';
  return isBot || (typeof association === 'string' && MEMBERS.includes(association));
}
