/** The page for subscribing to a personal calendar's feed on another device; read-only. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { PersonalOptions } from '../store/personal-choice.ts';
import type { Device } from '../timetable/browser/device.ts';
import { renderNoApp, renderSubscribe } from '../timetable/subscribe-panel.ts';
import type { Assets } from '../web/assets.ts';
import { renderLayout } from '../web/layout.ts';
import type { PublicAddress } from '../web/public-address.ts';
import { say } from '../words/say.ts';
import type { MyPage } from './my-page.ts';

export interface FeedPageProps {
  readonly assets: Assets;
  readonly siteName: string;
  readonly page: MyPage;
  readonly options: PersonalOptions;
  readonly reach: PublicAddress;
  readonly device: Device;
  /** As in the feed's address. */
  readonly token: string;
}

export function renderFeedPage({ assets, siteName, page, options, reach, device, token }: FeedPageProps): VNode {
  const name = options.name ?? say('my.myCourses');
  return renderLayout({
    assets,
    siteName,
    page: 'my',
    title: name,
    indexed: false,
    scripts: ['my.js'],
    children: html`
      ${device === 'android' ? renderNoApp() : null}
      <header class="my-head">
        <h1><bdi>${name}</bdi></h1>
        <p class="lead">${page.label === '' ? say('my.empty') : `${page.label}: ${say('count.meetings', { count: page.meetings })}.`}</p>
      </header>
      <section class="subscribe-part" aria-labelledby="subscribe-title">
        <h2 id="subscribe-title">${say('my.subscribe')}</h2>
        ${renderSubscribe({
          links: {
            url: `${reach.base}/my/${token}.ics`,
            download: null,
            name,
            page: `${reach.base}/my/${token}`,
          },
          device,
          warning: reach.warning,
          zone: page.zone,
          word: html`<p class="word">${say('my.thisPageChangesNothing')}</p>` as VNode,
        })}
      </section>
    ` as VNode,
  });
}
