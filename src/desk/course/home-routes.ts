/** The desk's first page: a visitor's courses, or sign-in. */
import { may } from '../access/role.ts';
import { type DeskRoute, fieldOf, type Visit } from '../access/route.ts';
import { visibleCourses, visibleTerms } from '../access/subject.ts';
import { sendSignIn } from '../sign-in/sign-in-routes.ts';
import { visibleConditions } from './conditions-view.ts';
import { sendDesk } from './desk-layout.ts';
import { renderDeskHome } from './home-view.ts';

const MOST_COURSES = 60;

export function listHomeRoutes(): readonly DeskRoute[] {
  return [{ method: 'get', path: '/desk', needs: 'anybody', answer: showHome }];
}

function showHome(visit: Visit): void {
  const { context, visitor, fields } = visit;
  if (!visitor) {
    sendSignIn(visit, 200, null);
    return;
  }
  const query = fieldOf(fields, 'q').slice(0, 100);
  const wanted = query.toLowerCase().replaceAll(' ', '');
  const { courses } = context.desk;
  const all = visibleCourses(context.desk, visitor).flatMap((key) => courses.entry(key) ?? []);
  const found = all.filter(({ code, title }) => `${code}${title}`.toLowerCase().replaceAll(' ', '').includes(wanted));
  const shown = found
    .slice(0, MOST_COURSES)
    .map(({ key, code, title, termFacts }) => ({ key, code, title, term: termFacts.title }));
  const terms = visibleTerms(context.desk, visitor).map((id) => ({
    id,
    title: all.find(({ term }) => term === id)?.termFacts.title ?? id,
  }));
  const owner = may(visitor.grants, 'own', '*');
  sendDesk(
    visit,
    200,
    renderDeskHome(
      { ...visit, visitor },
      {
        courses: shown,
        terms,
        total: all.length,
        query,
        owner,
        conditions: visibleConditions(context.conditions.list(), visitor),
      },
    ),
  );
}
