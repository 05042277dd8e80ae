/** The description of the site's JSON, for people. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { z } from 'zod';
import type { Assets } from '../../web/assets.ts';
import { renderLayout } from '../../web/layout.ts';
import type { ApiOperation, ApiParameter } from '../../web/openapi.ts';
import { PROBLEM_TITLES } from '../../web/problem-titles.ts';

export interface DocsViewParts {
  readonly assets: Assets;
  readonly siteName: string;
  readonly operations: readonly ApiOperation[];
}

export function renderDocs({ assets, siteName, operations }: DocsViewParts): VNode {
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  return renderLayout({
    assets,
    siteName,
    page: 'docs',
    title: 'For programs',
    children: html`<div class="docs">
      <h1>For programs</h1>
      <p class="lead">
        Everything these pages show can be read as JSON and as calendars, without a key. The full description is${' '}
        <a href="/api/openapi.json">OpenAPI 3.1</a>.
      </p>
      <p>
        Answers carry an <code>ETag</code>; ask again with <code>If-None-Match</code> and an unchanged one costs nothing.
        Ids stay for years: <code>/fall-2018/cos418</code> is a course, and <code>L01</code> one of its sections.
      </p>
      ${tags.map(
        (tag) => html`<section>
          <h2>${tag}</h2>
          ${operations.filter((operation) => operation.tag === tag).map(renderOperation)}
        </section>`,
      )}
      <section>
        <h2>Problems</h2>
        <p>What cannot be done is answered as problem details (RFC 9457); <code>detail</code> says what to mend.</p>
        <dl>
          ${Object.entries(PROBLEM_TITLES).map(
            ([status, title]) => html`<dt id=${`problem-${status}`}><code>${status}</code></dt>
              <dd>${title}.</dd>`,
          )}
        </dl>
      </section>
    </div>`,
  });
}

function listQuery({ shape }: NonNullable<ApiOperation['query']>): Omit<ApiParameter, 'in'>[] {
  return Object.entries(shape).map(([name, schema]) => ({
    name,
    required: false,
    description: (schema as z.ZodType).meta()?.description ?? '',
  }));
}

function renderOperation(operation: ApiOperation): VNode {
  const { method, path, summary, description, query, answers } = operation;
  const parameters = [...(operation.parameters ?? []), ...(query ? listQuery(query) : [])];
  return html`<article class="operation">
    <h3><code>${method.toUpperCase()} ${path}</code></h3>
    <p>${summary}.${description ? ` ${description}` : ''}</p>
    ${
      parameters.length > 0
        ? html`<dl>
          ${parameters.map(
            ({
              name,
              description: text,
              example,
              required,
            }) => html`<dt><code>${name}</code>${required ? '' : ', if wanted'}</dt>
              <dd>${text}${example ? html`, for example <code>${example}</code>` : null}</dd>`,
          )}
        </dl>`
        : null
    }
    <p class="answers">
      ${Object.entries(answers).map(([status, answer]) => html`<span><code>${status}</code> ${answer.description}</span>`)}
    </p>
  </article>`;
}
