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

/** Of the site's places at which the section usually meets, in their order. */
export function listRoomCalendars(term: string, { usual }: SectionCard, places: readonly Place[]): RoomCalendar[] {
  const index = indexRooms(places);
  const rooms = usual.flatMap(({ where }) => where.split(' / ').map(roomKey));
  const found = [...new Set(rooms.flatMap((room) => index.get(room) ?? []))].sort((a, b) => a - b);
  return found
    .map((position) => places[position] as Place)
    .map(({ id, name }) => ({ path: `/${term}/rooms/${id}.ics`, name }));
}

/** The positions of the places that a room's key stands for. */
type RoomIndex = ReadonlyMap<string, readonly number[]>;

/** A build looks up the rooms of every section of a university. */
const indexes = new WeakMap<readonly Place[], RoomIndex>();

function indexRooms(places: readonly Place[]): RoomIndex {
  const known = indexes.get(places);
  if (known) return known;
  const index = new Map<string, number[]>();
  for (const [position, place] of places.entries())
    for (const key of placeKeys(place)) index.set(key, [...(index.get(key) ?? []), position]);
  indexes.set(places, index);
  return index;
}

/** @param reach null: the site's address is not known, so there is a link to the file only */
export function renderRoomCalendar(
  { path, name }: RoomCalendar,
  { facts }: Pick<CoursePage, 'facts'>,
  { reach, device }: { readonly reach: PublicAddress | null; readonly device: Device },
): VNode {
  const title = say('site.roomCalendar', { room: name });
  if (reach === null) return html`<p class="room-calendar"><a href=${path}>${title}</a></p>` as VNode;
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
