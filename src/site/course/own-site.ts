/** Snippets for a course's own site: links per section in HTML and Markdown, and the bare week as a frame. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { CoursePage } from '../../timetable/course-page.ts';
import type { SectionCard } from '../../timetable/section-card.ts';
import { say, sayWith } from '../../words/say.ts';

export function renderOwnSite(page: CoursePage, base: string, framed: boolean): VNode {
  const sections = page.sections.filter(({ gone }) => !gone).slice(0, 40);
  return html`<section class="site-part" aria-labelledby="site-title">
    <details class="fold">
      <summary><h2 id="site-title">${say('course.forTheCoursesOwnSite')}</h2></summary>
      <p>${say('course.linksAbout')}</p>
      ${renderSnippet('html-links', say('course.linksInHtml'), writeHtml(page, sections, base))}
      ${renderSnippet('markdown-links', say('course.linksInMarkdown'), writeMarkdown(page, sections, base))}
      ${
        framed
          ? renderSnippet('frame', say('course.theWeekInAFrame'), writeFrame(page, base))
          : html`<p class="fold-note">
            ${sayWith('course.framedWeekAbout', { link: html`<a href=${`${page.path}/week`}>${`${page.path}/week`}</a>` })}
          </p>`
      }
    </details>
  </section>`;
}

/** The week reports its height; without JavaScript the frame keeps its initial height. */
function writeFrame(page: CoursePage, base: string): string {
  const title = escapeHtml(say('course.theWeek', { code: page.code }));
  return `<iframe id="belltower-${page.id}" src="${base}${page.path}/week" title="${title}" width="100%" height="640"></iframe>
<script>
addEventListener('message', (event) => {
  const frame = document.getElementById('belltower-${page.id}');
  if (event.source === frame.contentWindow && event.data?.belltower === 'height') frame.height = event.data.height;
});
</script>`;
}

function renderSnippet(id: string, label: string, text: string): VNode {
  const rows = Math.min(10, text.split('\n').length);
  return html`<div class="snippet">
    <div class="snippet-head">
      <label for=${id}>${label}</label>
      <button type="button" class="copy" data-copy=${id} hidden>${say('course.copy')}</button>
    </div>
    <textarea id=${id} readonly rows=${rows} spellcheck=${false}>${text}</textarea>
    <p class="copied" role="status" id=${`${id}-status`}></p>
  </div>`;
}

function writeHtml(page: CoursePage, sections: readonly SectionCard[], base: string): string {
  const items = sections.map(
    ({ id, name }) =>
      `  <li><a href="${base}${page.path}?choose=${id}">${escapeHtml(`${page.code} ${id}, ${name}`)}</a> (<a href="${base}${page.path}/${id}.ics">calendar</a>)</li>`,
  );
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

function writeMarkdown(page: CoursePage, sections: readonly SectionCard[], base: string): string {
  return sections
    .map(
      ({ id, name }) =>
        `- [${escapeMarkdown(`${page.code} ${id}, ${name}`)}](${base}${page.path}?choose=${id}) ([calendar](${base}${page.path}/${id}.ics))`,
    )
    .join('\n');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|]/g, '\\$&');
}
