/** The history of a course, a term, or everything. */
import { say } from '../../words/say.ts';
import { may } from '../access/role.ts';
import { type DeskRoute, fieldOf, type SignedInVisit } from '../access/route.ts';
import { sendDesk } from '../course/desk-layout.ts';
import { type HistoryAsk, readHistory } from './history.ts';
import { renderHistory } from './history-view.ts';

export function listHistoryRoutes(): readonly DeskRoute[] {
  return [
    {
      method: 'get',
      path: '/desk/courses/:term/:course/history',
      needs: { may: 'view', over: 'course' },
      answer: showHistory,
    },
    { method: 'get', path: '/desk/terms/:term/history', needs: { may: 'view', over: 'term' }, answer: showHistory },
    { method: 'get', path: '/desk/history', needs: { may: 'own', over: 'site' }, answer: showHistory },
  ];
}

async function showHistory(visit: SignedInVisit): Promise<void> {
  const { context, fields, subject, visitor } = visit;
  const text = (name: string): string | null => fieldOf(fields, name).slice(0, 254) || null;
  const before = Number(fieldOf(fields, 'before'));
  const ask: HistoryAsk = {
    subject: subject === '*' ? null : subject,
    who: text('who'),
    what: text('what'),
    section: subject.includes('/') ? text('section') : null,
    before: Number.isSafeInteger(before) && before > 0 ? before : null,
  };
  const course = context.desk.courses.get(subject);
  const path =
    subject === '*' ? '/desk/history' : `/desk/${subject.includes('/') ? 'courses' : 'terms'}/${subject}/history`;
  sendDesk(
    visit,
    200,
    renderHistory(visit, {
      title: course ? say('deskStaff.historyOf', { code: course.course.code }) : say('deskStaff.history'),
      path,
      crumbs:
        subject === '*' ? [] : [{ href: path.slice(0, -'/history'.length), label: course?.course.code ?? subject }],
      zone: course?.course.zone ?? 'UTC',
      ask,
      page: await readHistory(context.desk, ask),
      sections: course?.sections.map(({ id }) => id) ?? [],
      mayUndo: (one) => may(visitor.grants, 'change', one),
    }),
  );
}
