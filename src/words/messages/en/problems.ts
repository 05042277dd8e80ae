/** The types of problem that the API answers with: a title and what to do, in English. */
import type { Message } from '../../message.ts';

export const PROBLEMS = {
  'problem.bad-query': 'A query parameter is wrong',
  'advice.bad-query':
    'A parameter is unknown, malformed or given twice. `problems` names each; nothing was done. The description lists every parameter.',
  'problem.bad-json': 'The body is not JSON',
  'advice.bad-json': 'The body could not be parsed. Nothing was done.',
  'problem.bad-idempotency-key': 'The idempotency key is malformed',
  'advice.bad-idempotency-key': 'Use 1 to 100 visible ASCII characters, a new random one for each thing to be done.',
  'problem.no-token': 'A token is needed',
  'advice.no-token': 'Send Authorization: Bearer and a token. The head of a course makes one at the desk.',
  'problem.bad-token': 'This token is not valid',
  'advice.bad-token': 'It is unknown, has expired or was revoked, or its maker has left. Ask for another one.',
  'problem.forbidden': 'This token may not do that',
  'advice.forbidden': 'The token’s role or course does not allow it. GET /api/v1/me says what it may do.',
  'problem.unknown-address': 'There is nothing at this address',
  'advice.unknown-address': 'Compare it with the description; ids are never empty.',
  'problem.unknown-subject': 'There is no such course or term',
  'advice.unknown-subject': 'GET /api/v1/courses lists all of them. A renamed course answers under its former ids too.',
  'problem.unknown-change': 'There is no such change',
  'advice.unknown-change': 'The list of the course’s or term’s changes has every id.',
  'problem.unknown-token': 'There is no such token',
  'advice.unknown-token': 'The list of the course’s tokens has every id.',
  'problem.wrong-method': 'This address does not take that method',
  'advice.wrong-method': 'The Allow header has those that it takes.',
  'problem.questioned': 'Is this meant?',
  'advice.questioned':
    'The change is allowed and unusual, such as a meeting at night. Nothing was done. Send it again with the codes of `problems` in `agree` if you mean it.',
  'problem.conflict': 'Somebody changed it meanwhile',
  'advice.conflict':
    'A meeting in `expected` has another sequence by now. Nothing was done. `conflicts` has each as it is now, and who changed it.',
  'problem.held-edit-changed': 'Another edit is held now',
  'advice.held-edit-changed':
    'The edit that you agreed to is not the one that waits. Nothing was done; look at it again.',
  'problem.too-large': 'The body is too large',
  'advice.too-large': 'A body has at most 512 kB.',
  'problem.not-json': 'The body must be JSON',
  'advice.not-json': 'Send Content-Type: application/json.',
  'problem.bad-body': 'The body is not as described',
  'advice.bad-body':
    'Each of `problems` has a `pointer` to the part of the body and says what it must be. Nothing was done.',
  'problem.bad-change': 'The change cannot be read',
  'advice.bad-change':
    'Its text is as described and makes no sense in this course: an unknown section, a date without a meeting. `problems` says what, and how to mend it. Nothing was done.',
  'problem.no-effect': 'The change touches no meeting',
  'advice.no-effect': 'No meeting is as the change names it, or all are so already. Nothing was done.',
  'problem.key-reused': 'This idempotency key belongs to another request',
  'advice.key-reused': 'An earlier request with the same key said something else. Nothing was done; use a new key.',
  'problem.not-changeable': 'This cannot be changed now',
  'advice.not-changeable':
    'The term is closed, or the course’s rules have errors and were never published without. `detail` says which.',
  'problem.refused': 'This is refused',
  'advice.refused': '`detail` says why, such as the last owner of a site who would be removed. Nothing was done.',
  'problem.too-many-attempts': 'Too many wrong tokens',
  'advice.too-many-attempts': 'Wait for as many seconds as Retry-After says. Valid tokens are not held up.',
  'problem.unavailable': 'Not just now',
  'advice.unavailable':
    'The database or the disk cannot be used. Nothing was done. Try again after as many seconds as Retry-After says; without it, a person has to mend something first.',
} as const satisfies Record<string, Message>;
