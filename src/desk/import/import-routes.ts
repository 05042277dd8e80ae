/** `/desk/import`, and a course's own: paste a course page, see how each line was read, settle doubts, copy the rules. */
import { utcDateOf } from '../../domain/date.ts';
import { say } from '../../words/say.ts';
import { type DeskRoute, fieldOf, type SignedInVisit } from '../access/route.ts';
import type { Fields } from '../change/change-form.ts';
import { sendDesk } from '../course/desk-layout.ts';
import { type ImportTarget, renderImport, renderReadPage } from './import-view.ts';
import { LONGEST_PAGE, readPastedPage } from './page-reader.ts';

const COURSE = '/desk/courses/:term/:course/import';
const HEADS = { may: 'staff', over: 'course' } as const;
const OWNERS = { may: 'own', over: 'site' } as const;

export function listImportRoutes(): readonly DeskRoute[] {
  return [
    { method: 'get', path: COURSE, needs: HEADS, answer: showForm },
    { method: 'post', path: COURSE, needs: HEADS, answer: readPasted },
    { method: 'get', path: '/desk/import', needs: OWNERS, answer: showForm },
    { method: 'post', path: '/desk/import', needs: OWNERS, answer: readPasted },
  ];
}

function targetOf({ context, subject }: SignedInVisit): ImportTarget {
  if (subject === '*')
    return { path: '/desk/import', crumbs: [], id: 'course', code: null, title: null, hourCycle: null };
  const course = context.desk.courses.get(subject)?.course;
  const id = subject.slice(subject.indexOf('/') + 1);
  return {
    path: `/desk/courses/${subject}/import`,
    crumbs: [{ href: `/desk/courses/${subject}`, label: course?.code ?? id }],
    id,
    code: course?.code ?? null,
    title: course?.title ?? null,
    hourCycle: course?.clock ?? null,
  };
}

function showForm(visit: SignedInVisit): void {
  sendDesk(visit, 200, renderImport(visit, targetOf(visit), { text: '', problem: null }));
}

async function readPasted(visit: SignedInVisit): Promise<void> {
  const target = targetOf(visit);
  const text = (visit.fields.text?.[0] ?? '').replaceAll('\r\n', '\n');
  const refuse = (status: number, problem: string): void =>
    sendDesk(visit, status, renderImport(visit, target, { text: text.slice(0, LONGEST_PAGE), problem }));
  if (text.trim() === '') return refuse(422, say('deskImport.empty'));
  if (text.length > LONGEST_PAGE) return refuse(413, say('deskImport.tooLong', { count: LONGEST_PAGE }));
  const answers = answersIn(visit.fields);
  const published = utcDateOf(visit.context.desk.clock());
  const { id, code, title, hourCycle } = target;
  const answer = await readPastedPage({ text, id, code, title, hourCycle, published, answers });
  if ('refused' in answer) return refuse(answer.refused === 'busy' ? 503 : 422, say(`deskImport.${answer.refused}`));
  sendDesk(visit, 200, renderReadPage(visit, target, { text, answers, read: answer.read }));
}

const MOST_ANSWERS = 200;

/** Answers to doubts: "1 key" for the second reading, "0 key" for the first; the latest is last. */
function answersIn(fields: Fields): [string, boolean][] {
  const said = [...(fields.settled ?? []), ...(fields.settle ?? [])].slice(0, MOST_ANSWERS);
  const undone = fieldOf(fields, 'undo');
  return said
    .filter((each) => /^[01] /.test(each) && each.slice(2) !== undone)
    .map((each): [string, boolean] => [each.slice(2), each.startsWith('1')]);
}
