/** The 404 message for an address, depending on how much of it exists. */
import type { Request, Response } from 'express';
import { foldId, isId } from '../domain/id.ts';
import { findCourse } from '../timetable/course-page.ts';
import { sendPage } from '../web/page-context.ts';
import { say } from '../words/say.ts';
import { type MissingViewProps, renderMissing } from './missing-view.ts';
import type { SiteContext } from './site-context.ts';

type Missing = Pick<MissingViewProps, 'message' | 'instead'>;

export async function answerMissing(context: SiteContext, path: string): Promise<Missing> {
  const [term = '', course = '', section = ''] = path.split('/').filter(Boolean).map(decode);
  const known = context.courses.terms().find((id) => foldId(id) === foldId(term));
  if (!known) return { message: say('site.noPage'), instead: [] };
  const termTitle = await titleOf(context, known);
  const toTerm = { href: `/${known}`, label: say('site.coursesOf', { termTitle }) };
  if (!isId(course)) return { message: say('site.noPageInTerm', { termTitle }), instead: [toTerm] };
  const view = findCourse(context, known, course);
  if (!view) return { message: say('site.thereIsNoCourseIn', { course, termTitle }), instead: [toTerm] };
  const toCourse = { href: `/${known}/${view.id}`, label: `${view.code} ${view.title}` };
  const { code } = view;
  const message = isId(section) ? say('site.noSuchSection', { code, section }) : say('site.noSuchPage', { code });
  return { message, instead: [toCourse, toTerm] };
}

export function sendMissing(context: SiteContext, request: Request, response: Response, missing: Missing): void {
  sendPage(context, request, response, renderMissing({ ...context, ...missing }), { status: 404 });
}

async function titleOf(context: SiteContext, term: string): Promise<string> {
  const list = await context.list({ query: '', term, page: 1, now: context.clock() });
  return list.term?.title ?? term;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
