/** The page of a conflict: what somebody else changed meanwhile. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { ChangeKey } from '../../catalog/schema/change.ts';
import type { MeetingFacts } from '../../domain/schedule.ts';
import { say, sayWith } from '../../words/say.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/desk-layout.ts';
import { sayInstant } from '../history/instant-wording.ts';
import { nameMeeting, sayWhen, sayWhere } from './announcement.ts';
import type { ConflictingMeeting } from './change-desk.ts';
import { type Fields, readChangeForm } from './change-form.ts';
import { renderHidden } from './fields-view.ts';
import { writeExpected } from './preconditions.ts';
import { type ChangeTarget, renderCarried } from './preview-view.ts';

export interface ConflictViewProps {
  readonly target: ChangeTarget;
  readonly meetings: readonly ConflictingMeeting[];
  readonly more: number;
  readonly fields: Fields;
}

export function renderConflict(visit: SignedInVisit, { target, meetings, more, fields }: ConflictViewProps): VNode {
  const expected = Object.fromEntries(
    meetings.flatMap(({ identity, now }) => (now ? [[identity, now.meeting.sequence]] : [])),
  );
  return renderDesk(visit, {
    title: say('deskChange.somebodyWasQuicker'),
    crumbs: [{ href: target.path, label: target.name }],
    children: html`<div class="desk-narrow">
      <h1>${say('deskChange.somebodyWasQuicker')}</h1>
      <p class="lead" role="alert">${say('deskChange.changedMeanwhile')}</p>
      <h2>${say('deskChange.asItIsNow')}</h2>
      <ul class="desk-turns">
        ${meetings.map(
          ({ now, done }) => html`<li>
            ${
              now
                ? renderNow(now.course.code, now.meeting.facts)
                : html`<p class="desk-verdict">${say('deskChange.meetingGone')}</p>`
            }
            ${done.map(({ who, at, line }) => html`<p class="desk-soft"><bdi>${who}</bdi>, ${sayInstant(at, target.zone)}: <bdi>${line}</bdi></p>`)}
          </li>`,
        )}
        ${more > 0 ? html`<li class="desk-soft">${say('deskChange.and', { moreMeetings: say('count.moreMeetings', { count: more }) })}</li>` : null}
      </ul>
      <h2>${say('deskChange.yourChange')}</h2>
      ${renderMine(fields)}
      <div class="desk-decide">
        <form method="post" action=${`${target.path}/preview`}>
          ${renderToken(visit.formToken)} ${renderCarried(fields)} ${renderHidden({ expected: writeExpected(expected) })}
          <button class="is-wide">${say('deskChange.previewMine')}</button>
        </form>
        <a class="button is-first is-wide" href=${target.path}>${say('deskChange.keepTheirs')}</a>
      </div>
    </div>`,
  });
}

/** The visitor's own change, as entered. */
function renderMine(fields: Fields): VNode {
  const text = readChangeForm(fields) as Readonly<Record<string, unknown>>;
  const lines = Object.entries(MINE).flatMap(([key, name]) => {
    const value = text[key];
    return value === undefined ? [] : [{ name: name(), value: key === 'cancel' ? '' : [value].flat().join(', ') }];
  });
  return html`<ul class="desk-turns"><li>
    ${lines.map(({ name, value }) => html`<p><b>${name}</b>${value === '' ? null : html`: <bdi>${value}</bdi>`}</p>`)}
  </li></ul>` as VNode;
}

/** What a change does and says, without its scope and the staff's reason. */
type ShownKey = Exclude<
  ChangeKey,
  'id' | 'announced' | 'sections' | 'kinds' | 'on' | 'from' | 'until' | 'pattern' | 'deadline' | 'why'
>;

const MINE: Readonly<Record<ShownKey, () => string>> = {
  cancel: () => say('deskChange.cancelIt'),
  move: () => say('deskChange.moveIt'),
  extra: () => say('deskChange.anExtraMeeting'),
  where: () => say('deskChange.room'),
  staff: () => say('deskChange.whoHoldsIt'),
  note: () => say('deskChange.note'),
  closed: () => say('deskChange.closedHours'),
  instead: () => say('deskChange.otherHoursInstead'),
  say: () => say('deskChange.publicLine'),
};

function renderNow(code: string, facts: MeetingFacts): VNode {
  const off =
    facts.status === 'cancelled' ? html`<strong class="desk-off">${say('deskChange.cancelled')}</strong>, ` : null;
  return html`<p class="desk-verdict">${sayWith('deskChange.isNow', { codeSection: html`<b class="meeting-id">${code} ${nameMeeting(facts)}</b>` })}</p>
    <p>${off}${sayWhen(facts)}${facts.where.length > 0 ? ` · ${sayWhere(facts)}` : ''}</p>` as unknown as VNode;
}
