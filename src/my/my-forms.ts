/** Parses the forms of My calendar. */
import type { Request } from 'express';
import { isLocalDate, utcDateOf } from '../domain/date.ts';
import { KINDS } from '../domain/kind.ts';
import type { CancelledStyle } from '../domain/model.ts';
import type { CalendarEdit } from '../feeds/personal/calendars.ts';
import { MAX_SECTIONS, type SectionName } from '../feeds/personal/selection.ts';
import { readName, readReminder, type SectionStyle, type TitleStyle } from '../store/personal-choice.ts';
import type { BrowseContext } from '../timetable/course-page.ts';
import { type PageContext, readText, readTexts } from '../web/page-context.ts';
import { readSectionName } from './my-page.ts';

export function bodyOf(request: Request): Readonly<Record<string, unknown>> {
  return (request.body ?? {}) as Record<string, unknown>;
}

/** Parses 'fall-2018/cos418/L01+P02' from links. */
export function readAdded(context: BrowseContext, texts: readonly string[]): readonly SectionName[] {
  const values = texts.flatMap((text) => {
    const [term = '', course = '', ids = ''] = text.split('/');
    return ids
      .split(/[+,\s]+/)
      .filter(Boolean)
      .map((id) => `${term}/${course}/${id}`);
  });
  return readNames(context, values);
}

export function readSections(context: BrowseContext, request: Request): readonly SectionName[] {
  return readNames(context, readTexts(bodyOf(request).section));
}

function readNames(context: BrowseContext, values: readonly string[]): readonly SectionName[] {
  return values
    .slice(0, 100)
    .map((value) => readSectionName(context.courses, value, context.drafts))
    .filter((name) => name !== null);
}

export function readEdit(context: BrowseContext & Pick<PageContext, 'clock'>, request: Request): CalendarEdit {
  const body = bodyOf(request);
  const given = readText(body.from) ?? '';
  const reminders = Object.fromEntries(
    KINDS.map((kind) => [kind, readReminder(readText(body[`reminder-${kind}`]) ?? undefined)] as const).filter(
      (entry): entry is readonly [(typeof KINDS)[number], number] => entry[1] !== null,
    ),
  );
  return {
    wanted: readSections(context, request),
    from: isLocalDate(given) ? given : utcDateOf(context.clock()),
    options: {
      name: readName(readText(body.name) ?? undefined),
      reminders,
      cancelled: readCancelled(readText(body.cancelled)),
      titles: readTitles(readText(body.titles)),
      sections: readStyles(body),
    },
  };
}

function readCancelled(text: string | null): CancelledStyle | null {
  return text === 'confirmed' || text === 'cancelled' || text === 'removed' ? text : null;
}

function readTitles(text: string | null): TitleStyle {
  return text === 'short' || text === 'kind' ? text : 'full';
}

const SHOWN = 'show-';

/** 'show-fall-2018/cos418/P01': 'free' */
function readStyles(body: Readonly<Record<string, unknown>>): Readonly<Record<string, SectionStyle>> {
  const given = Object.entries(body).flatMap(([name, value]): [string, SectionStyle][] => {
    const style = readText(value);
    return name.startsWith(SHOWN) && (style === 'muted' || style === 'free') ? [[name.slice(SHOWN.length), style]] : [];
  });
  return Object.fromEntries(given.slice(0, MAX_SECTIONS));
}
