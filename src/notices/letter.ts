/** A notice as a mail body, in plain text and in equivalent simple HTML. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderDocument } from '../web/document.ts';
import { say } from '../words/say.ts';
import { inVoice, presentLanguage } from '../words/voice.ts';
import type { CourseNews, Message } from './message.ts';

export interface LetterLinks {
  readonly site: string;
  readonly siteName: string;
  readonly manage: string;
  readonly confirm: string;
}

export function writeLetter(message: Message, links: LetterLinks): string {
  return inVoice(message.voice, () => writeText(message, links));
}

function writeText(message: Message, links: LetterLinks): string {
  const courses = message.courses.map((course) =>
    [`${course.code} ${course.title}`, ...course.lines.map((line) => `- ${line}`), `${links.site}${course.path}`].join(
      '\n',
    ),
  );
  const { head, foot } = frameOf(message, links);
  return `${[...head, ...courses, ...foot].join('\n\n')}\n`;
}

function frameOf({ kind }: Message, links: LetterLinks): { readonly head: string[]; readonly foot: string[] } {
  if (kind === 'confirm') {
    return {
      head: [say('notices.confirmAsked', { site: links.siteName }), links.confirm],
      foot: [say('notices.confirmIgnore')],
    };
  }
  return { head: [], foot: [`-- \n${say('notices.why', { site: links.siteName })}\n${links.manage}`] };
}

export function renderLetter(message: Message, links: LetterLinks): string {
  return inVoice(message.voice, () => renderDocument(renderHtml(message, links)));
}

function renderHtml(message: Message, links: LetterLinks): VNode {
  const isAsked = message.kind === 'confirm';
  return html`<html lang=${presentLanguage()}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${message.subject}</title>
    </head>
    <body style="font-family: sans-serif; line-height: 1.45; max-width: 40rem; margin: 1rem">
      ${
        isAsked
          ? html`<p>${say('notices.confirmAsked', { site: links.siteName })}</p>
              <p><a href=${links.confirm}>${say('notices.confirmLink')}</a></p>`
          : null
      }
      ${message.courses.map((course) => renderCourseNews(course, links))}
      <hr />
      ${
        isAsked
          ? html`<p><small>${say('notices.confirmIgnore')}</small></p>`
          : html`<p>
              <small>${say('notices.why', { site: links.siteName })} <a href=${links.manage}>${say('notices.choose')}</a></small>
            </p>`
      }
    </body>
  </html>` as VNode;
}

function renderCourseNews({ code, title, lines, path }: CourseNews, { site }: LetterLinks): VNode {
  return html`<h2 style="font-size: 1.1rem"><a href=${`${site}${path}`}>${code} ${title}</a></h2>
    <ul>
      ${lines.map((line) => html`<li><bdi>${line}</bdi></li>`)}
    </ul>` as VNode;
}
