/** What every page, error page and the description for programs say, in English. */
import type { Message } from '../../message.ts';

export const PAGES = {
  'page.towerAlt': 'A week of meetings, one of them crossed out',
  'page.skip': 'Skip to the content',
  'page.site': 'Site',
  'page.courses': 'Courses',
  'page.myCalendar': 'My calendar',
  'page.colophon': '{site} keeps course calendars right, all term. Nothing is tracked.',
  'page.forPrograms': 'For programs: JSON and API',
  'page.forStaff': 'For staff: the desk',
  'page.wentWrong': 'Something went wrong here. If you tell us about it, give this number: {id}',
  'page.cannotBeRead': 'This request cannot be read.',
  'page.readOnly': 'This is read with GET or HEAD.',
  'page.noSuchPage': 'There is no such page. Start at /.',
  'missing.ids': '{ids}, … ({count} in all)',
  'missing.term': 'There is no such term. There is: {ids}.',
  'missing.course': 'There is no such course in {term}. There is: {ids}.',
  'missing.section': '{code} has no such section. It has: {ids}.',
  'missing.exams': 'This term has no feed of exams here.',
  'missing.room': 'There is no such room here, or no course in this term.',
  'missing.person': 'There is no such feed.',
  'missing.tooLarge': 'This feed would be too large for calendar programs. Subscribe to sections of their own: {ids}.',
  'address.unknown':
    'This site does not know its own public address (PUBLIC_URL is not set), so these links work only where this page does. Google Calendar and Outlook fetch feeds from their own servers and will not reach it.',
  'address.private':
    '{host} cannot be reached from the internet. A calendar on this network can subscribe; Google Calendar and Outlook, which fetch feeds from their own servers, cannot.',
  'address.plain':
    'This address begins with http: and is not encrypted. Some calendars refuse it or ask again and again; it should be https:.',
  'docs.title': 'For programs',
  'docs.lead':
    'Everything these pages show can be read as JSON and as calendars, without a key. The full description is {openapi}.',
  'docs.conditional':
    'Answers carry an {etag}; ask again with {ifNoneMatch} and an unchanged one costs nothing. Ids stay for years: {course} is a course, and {section} one of its sections.',
  'docs.token':
    'The desk’s operations need a token, which the head of a course makes at the desk: {header}. Writing is tried first with dryRun=true.',
  'docs.fields': 'Answers with:',
  'docs.problems': 'Problems',
  'docs.problemDetails': 'What cannot be done is answered as problem details (RFC 9457); {detail} says what to mend.',
  'docs.optional': ', if wanted',
  'docs.example': ', for example {example}',
} as const satisfies Record<string, Message>;
