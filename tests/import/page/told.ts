import { readPage } from '../../../src/import/page/read-page.ts';

const GROUPS = new Map([
  ['lecture', 'lecture'],
  ['office hours', 'hours'],
]);

/** A page's meetings in one short line each, sorted: "lecture MO,WE 10:00-10:50 @ Room 5 (weeks 4-10) x2". */
export function tell(page: string, name = 'page.txt'): string[] {
  return readPage(page, name)
    .sections.flatMap((section) =>
      section.meetings.map((meeting) => {
        const clock = meeting.relative
          ? `${meeting.relative.side} ${meeting.relative.base}`
          : `${meeting.start ?? '?'}-${meeting.end ?? '?'}`;
        const place = meeting.place ? ` @ ${meeting.place}` : '';
        const weeks = meeting.weeks ? ` (${meeting.weeks})` : '';
        const count = meeting.count > 1 ? ` x${meeting.count}` : '';
        return `${GROUPS.get(section.kind) ?? 'small'} ${meeting.days.join(',')} ${clock}${place}${weeks}${count}`;
      }),
    )
    .sort();
}
