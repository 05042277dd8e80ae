/** The desk's first page: a visitor's courses, or sign-in. */
import { createPace } from '../../domain/pace.ts';
import type { CourseEntry } from '../../store/course-entry.ts';
import { may } from '../access/role.ts';
import { type DeskRoute, fieldOf, type Visit } from '../access/route.ts';
import { visibleCourses, visibleTerms } from '../access/subject.ts';
import { sendSignIn } from '../sign-in/sign-in-routes.ts';
import { visibleConditions } from './conditions-view.ts';
import { sendDesk } from './desk-layout.ts';
import { type DeskHomeProps, renderDeskHome } from './home-view.ts';

const MOST_COURSES = 60;

export function listHomeRoutes(): readonly DeskRoute[] {
  return [{ method: 'get', path: '/desk', needs: 'anybody', answer: showHome }];
}

async function showHome(visit: Visit): Promise<void> {
  const { context, visitor, fields } = visit;
  if (!visitor) {
    sendSignIn(visit, 200, null);
    return;
  }
  const query = fieldOf(fields, 'q').slice(0, 100);
  const wanted = query.toLowerCase().replaceAll(' ', '');
  const { courses } = context.desk;
  const shown: ShownCourse[] = [];
  let total = 0;
  const pace = createPace();
  for (const key of visibleCourses(context.desk, visitor)) {
    total += 1;
    if (shown.length >= MOST_COURSES) continue;
    const entry = courses.entry(key);
    if (entry && isWanted(entry, wanted)) shown.push(describeShown(entry));
    await pace();
  }
  const terms = visibleTerms(context.desk, visitor).map((id) => ({
    id,
    title: courses.inTerm(id).facts()?.title ?? id,
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
        total,
        query,
        owner,
        conditions: visibleConditions(context.conditions.list(), visitor),
      },
    ),
  );
}

type ShownCourse = DeskHomeProps['courses'][number];

/** @param wanted without spaces, in lower case */
function isWanted({ code, title }: CourseEntry, wanted: string): boolean {
  return `${code}${title}`.toLowerCase().replaceAll(' ', '').includes(wanted);
}

function describeShown({ key, code, title, termFacts }: CourseEntry): ShownCourse {
  return { key, code, title, term: termFacts.title };
}
