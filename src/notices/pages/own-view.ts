/** The pages linked from notices: confirm, manage, unsubscribe. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { utcDateOf } from '../../domain/date.ts';
import type { NoticeSubscription } from '../../store/notices.ts';
import { say } from '../../words/say.ts';
import { sayDateAndYear } from '../../words/wording.ts';
import type { WantedSections } from '../wanted.ts';
import { type NoticesFrame, nameSections, renderFrame, renderPace, renderWanted } from './asking-view.ts';

export function renderSent(frame: NoticesFrame, address: string): VNode {
  return renderNote(frame, say('notices.lookInMail'), say('notices.sentTo', { address }));
}

export function renderOldLink(frame: NoticesFrame): VNode {
  return renderNote(frame, say('notices.oldLink'), say('notices.oldLinkWhy'));
}

export function renderStopped(frame: NoticesFrame): VNode {
  return renderNote(frame, say('notices.stopped'), say('notices.stoppedWhy'));
}

function renderNote(frame: NoticesFrame, title: string, text: string): VNode {
  return renderFrame(frame, title, html`<h1>${title}</h1><p>${text}</p>` as unknown as VNode);
}

export function renderConfirm(frame: NoticesFrame, link: string, wanted: readonly WantedSections[]): VNode {
  const title = say('notices.confirmTitle');
  return renderFrame(
    frame,
    title,
    html`<h1>${title}</h1>
      <p>${say('notices.confirmPress')}</p>
      ${renderWanted(wanted)}
      ${renderButton(`/notices/confirm/${link}`, say('notices.confirmButton'), 'is-first')}` as unknown as VNode,
  );
}

export function renderStop(frame: NoticesFrame, link: string): VNode {
  const title = say('notices.stopTitle');
  return renderFrame(
    frame,
    title,
    html`<h1>${title}</h1>
      <p>${say('notices.stopPress')}</p>
      ${renderButton(`/notices/stop/${link}`, say('notices.stop'), 'is-grave')}` as unknown as VNode,
  );
}

function renderButton(action: string, label: string, kind: string): VNode {
  return html`<form method="post" action=${action}>
    <p><button type="submit" class=${kind}>${label}</button></p>
  </form>` as VNode;
}

export interface OwnProps extends NoticesFrame {
  readonly link: string;
  readonly subscription: NoticeSubscription;
  /** Its choices, in order; null: no longer served. */
  readonly named: readonly (WantedSections | null)[];
  readonly saved: boolean;
}

export function renderOwn(props: OwnProps): VNode {
  const { link, subscription, named, saved } = props;
  const end = utcDateOf(subscription.until);
  return renderFrame(
    props,
    say('notices.yours'),
    html`<h1>${say('notices.yours')}</h1>
      ${saved ? html`<p role="status">${say('notices.saved')}</p>` : null}
      <form method="post" action=${`/notices/mine/${link}`}>
        ${subscription.choices.map(({ course, sections, pace }, index) => {
          const code = named[index]?.code ?? course;
          return html`<p>
            <label for=${`pace-${course}`}>${nameSections({ code, sections })}</label>
            ${renderPace(`pace-${course}`, pace)}
          </p>`;
        })}
        <p><button type="submit" class="is-first">${say('notices.save')}</button></p>
      </form>
      <p>${say('notices.until', { date: sayDateAndYear(end) })}</p>
      <p><a href=${`/notices/mine/${link}/export.json`}>${say('notices.export')}</a></p>
      ${renderButton(`/notices/stop/${link}`, say('notices.stop'), 'is-grave')}` as unknown as VNode,
  );
}
