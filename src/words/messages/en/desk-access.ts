/** Refusals at the desk and of its API, in English. */
import type { Message } from '../../message.ts';

export const DESK_ACCESS = {
  'deskAccess.unknownSubject': 'there is no course or term of that name',
  'deskAccess.pleaseSignIn': 'Please sign in',
  'deskAccess.signInFirst':
    'This part of the desk is for the course’s staff. Your session may have ended, or this device was signed out.',
  'deskAccess.signIn': 'Sign in',
  'deskAccess.nothingHere': 'Nothing here',
  'deskAccess.unknownSubjectPage': 'There is no course or term of that name. It may have been renamed.',
  'deskAccess.toYourCourses': 'To your courses',
  'deskAccess.notYoursToDo': 'Not yours to do',
  'deskAccess.rightMissing':
    'You are signed in, but this needs a right that you do not have here. The head of the course can give it.',
  'deskAccess.backToTheDesk': 'Back to the desk',
  'deskAccess.notJustNow': 'Not just now',
  'deskAccess.tryAgain': 'Try again',
  'role.viewer': 'viewer',
  'role.editor': 'editor',
  'role.head': 'head',
  'role.publisher': 'publisher',
  'role.owner': 'owner',
  'deskAccess.viewer': 'sees the history and the reasons',
  'deskAccess.editor': 'changes meetings',
  'deskAccess.head': 'changes meetings, invites and removes staff',
  'deskAccess.publisher': 'changes a whole term: closings, breaks, every course',
  'deskAccess.owner': 'may do everything',
  'deskAccess.noSuchCourse': 'there is no course {subject}',
  'deskAccess.noSuchTerm': 'there is no term {subject}',
  'deskAccess.damaged':
    'What is stored of this course is damaged, so it cannot be changed. Nothing was changed. Whoever runs this site can bring it back from a backup.',
  'deskAccess.unwritable':
    'Changes cannot be saved on this machine at the moment. Nothing was changed; feeds go on as they were.',
  'deskAccess.unreachable':
    'The database cannot be reached at the moment. Nothing is known to have changed; feeds go on as they were.',
  'deskAccess.unknownSection': 'section: there is no {section} in {subject}.',
  'deskAccess.thereIsNoCourse': 'There is no course {subject}.',
  'deskAccess.idempotencyKeyForm': 'An Idempotency-Key has 1 to 100 visible characters.',
  'deskAccess.changedMeanwhile': 'Look at what was changed, then decide.',
  'deskAccess.needsAgreement': 'Nobody would mean this, as a rule. If you do, send it again with these codes in agree.',
  'deskAccess.editReplaced': 'This edit is no longer the one that is held. Look at what is held now.',
  'deskAccess.allowedMethods': 'This address takes {methods}.',
  'deskAccess.tokenWithoutRight': 'This token has no right to do that there.',
  'deskAccess.sendApplicationJson': 'Send application/json.',
  'deskAccess.bodyMismatch': 'The body is not as the description says.',
  'deskAccess.tooManyWrongTokens': 'Too many wrong tokens from here; wait {wait} seconds.',
  'deskAccess.tokenInvalid': 'This token is unknown, has expired or was revoked.',
  'deskAccess.tokenMissing': 'Send Authorization: Bearer and a token of the course.',
  'deskAccess.theBodyIsTooLarge': 'The body is too large.',
  'deskAccess.theBodyIsNoJson': 'The body is no JSON.',
} as const satisfies Record<string, Message>;
