/** Beside a door sign, not on its paper: the calendars of the rooms that the sign may hang at. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Place } from '../../domain/place.ts';
import { placeKeys, roomKey } from '../../domain/resource.ts';
import type { Device } from '../../timetable/browser/device.ts';
import type { CoursePage } from '../../timetable/course-page.ts';
import type { SectionCard } from '../../timetable/section-card.ts';
import { renderSubscribe } from '../../timetable/subscribe-panel.ts';
import type { PublicAddress } from '../../web/public-address.ts';
import { say } from '../../words/say.ts';

export interface RoomCalendar {
  /** '/fall-2018/rooms/bowen-222.ics' */
  readonly path: string;
  readonly name: string;
}

/** Of the site's places at which the section usually meets. */
export function listRoomCalendars(term: string, { usual }: SectionCard, places: readonly Place[]): RoomCalendar[] {
  const rooms = new Set(usual.flatMap(({ where }) => where.split(' / ').map(roomKey)));
  return places
    .filter((place) => [...placeKeys(place)].some((key) => rooms.has(key)))
    .map(({ id, name }) => ({ path: `/${term}/rooms/${id}.ics`, name }));
}

export function renderRoomCalendar(
  { path, name }: RoomCalendar,
  { facts }: Pick<CoursePage, 'facts'>,
  { reach, device }: { readonly reach: PublicAddress; readonly device: Device },
): VNode {
  const title = say('site.roomCalendar', { room: name });
  const links = {
    url: `${reach.base}${path}`,
    download: null,
    name: say('room.name', { room: name, term: facts.termTitle }),
    page: `${reach.base}/${facts.term}`,
  };
  const id = `room${path.replaceAll(/\W+/g, '-')}`;
  return html`<details class="room-calendar">
    <summary>${title}</summary>
    ${renderSubscribe({ links, device, warning: reach.warning, zone: facts.zone, word: null, id })}
  </details>` as VNode;
}
