/** The pages of a course's chat. */
import { say } from '../../words/say.ts';
import { type DeskRoute, fieldOf, type SignedInVisit } from '../access/route.ts';
import { goTo, sendDesk } from '../course/desk-layout.ts';
import { addChat, listChat, removeChat, testChat } from './chat.ts';
import { renderChat } from './chat-view.ts';

const CHAT = '/desk/courses/:term/:course/chat';
const STAFF = { may: 'staff', over: 'course' } as const;

export function listChatRoutes(): readonly DeskRoute[] {
  return [
    { method: 'get', path: CHAT, needs: STAFF, answer: (visit) => showChat(visit, 200, {}) },
    { method: 'post', path: CHAT, needs: STAFF, answer: add },
    { method: 'post', path: `${CHAT}/:id/test`, needs: STAFF, answer: sendTest },
    { method: 'post', path: `${CHAT}/:id/remove`, needs: STAFF, answer: remove },
  ];
}

interface Said {
  readonly said?: string;
  readonly problem?: string;
  readonly secret?: string | null;
}

async function showChat(visit: SignedInVisit, status: number, { said, problem, secret }: Said): Promise<void> {
  const { context, subject } = visit;
  sendDesk(
    visit,
    status,
    renderChat(visit, {
      path: `/desk/courses/${subject}/chat`,
      crumbs: [{ href: `/desk/courses/${subject}`, label: context.desk.courses.entry(subject)?.code ?? subject }],
      lines: await listChat(context.desk, subject),
      offered: context.notices,
      said: said ?? (fieldOf(visit.fields, 'sent') === '' ? null : say('deskChat.testSent')),
      problem: problem ?? null,
      secret: secret ?? null,
    }),
  );
}

async function add(visit: SignedInVisit): Promise<void> {
  const { context, subject, fields } = visit;
  const wanted = { channel: fieldOf(fields, 'channel'), address: fieldOf(fields, 'address') };
  const outcome = await addChat(context.desk, subject, wanted);
  if (outcome.type === 'refused') return showChat(visit, 422, { problem: outcome.why });
  return showChat(visit, 201, { said: say('deskChat.added'), secret: outcome.secret });
}

async function sendTest(visit: SignedInVisit): Promise<void> {
  const { context, subject, request } = visit;
  await testChat(context.desk, subject, String(request.params.id));
  goTo(visit, `/desk/courses/${subject}/chat?sent=1`);
}

async function remove(visit: SignedInVisit): Promise<void> {
  const { context, subject, request } = visit;
  await removeChat(context.desk, subject, String(request.params.id));
  goTo(visit, `/desk/courses/${subject}/chat`);
}
