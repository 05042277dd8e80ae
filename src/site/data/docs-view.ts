/** The human-readable documentation of the JSON API. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { z } from 'zod';
import type { Assets } from '../../web/assets.ts';
import { type LayoutProps, renderLayout } from '../../web/layout.ts';
import { type ApiOperation, type ApiParameter, describeQuery } from '../../web/openapi.ts';
import { adviceOf, PROBLEM_CODES, PROBLEM_TYPES, titleOf } from '../../web/problem-types.ts';
import { say, sayWith } from '../../words/say.ts';
import { inVoice } from '../../words/voice.ts';

export interface DocsViewProps {
  readonly assets: Assets;
  readonly siteName: string;
  readonly operations: readonly ApiOperation[];
}

/** In English, as the descriptions of the operations are. */
export function renderDocs(props: DocsViewProps): VNode {
  return renderLayout(inVoice({}, () => describePage(props)));
}

function describePage({ assets, siteName, operations }: DocsViewProps): LayoutProps {
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  return {
    assets,
    siteName,
    voice: {},
    page: 'docs',
    title: say('docs.title'),
    children: html`<div class="docs">
      <h1>${say('docs.title')}</h1>
      <p class="lead">
        ${sayWith('docs.lead', { openapi: html`<a href="/api/openapi.json">OpenAPI 3.1</a>` })}
      </p>
      <p>
        ${sayWith('docs.conditional', {
          etag: html`<code>ETag</code>`,
          ifNoneMatch: html`<code>If-None-Match</code>`,
          course: html`<code>/fall-2018/cos418</code>`,
          section: html`<code>L01</code>`,
        })}
      </p>
      <p>${sayWith('docs.token', { header: html`<code>Authorization: Bearer TOKEN</code>` })}</p>
      ${tags.map(
        (tag) => html`<section>
          <h2>${tag}</h2>
          ${operations.filter((operation) => operation.tag === tag).map(renderOperation)}
        </section>`,
      )}
      <section>
        <h2>${say('docs.problems')}</h2>
        <p>${sayWith('docs.problemDetails', { detail: html`<code>detail</code>` })}</p>
        <dl>
          ${PROBLEM_CODES.map(
            (
              code,
            ) => html`<dt id=${`problem-${code}`}><code>${code}</code> (${PROBLEM_TYPES[code]}) ${titleOf(code)}</dt>
              <dd>${adviceOf(code)}</dd>`,
          )}
        </dl>
      </section>
    </div>`,
  };
}

/** A curl command for the operation. */
function writeSample({ method, path, parameters = [], sample, security }: ApiOperation): string {
  const examples = new Map(parameters.map(({ name, example }) => [name, example]));
  const address = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => examples.get(name) ?? name.toUpperCase());
  const parts = [
    'curl',
    ...(method === 'get' ? [] : [`-X ${method.toUpperCase()}`]),
    ...(security ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(sample === undefined ? [] : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(sample)}'`]),
    `"$SITE${address}"`,
  ];
  return parts.join(' ');
}

/** The fields of the response. */
function listFields({ answers }: ApiOperation): VNode | null {
  const schema = answers[200]?.schema as Partial<z.ZodObject> | undefined;
  const names = Object.keys(schema?.shape ?? {});
  if (names.length === 0) return null;
  return html`<p class="answers">${say('docs.fields')} ${names.map((name) => html`<code>${name}</code> `)}</p>` as VNode;
}

function renderOperation(operation: ApiOperation): VNode {
  const { method, path, summary, description, query, answers } = operation;
  const parameters: readonly Pick<ApiParameter, 'name' | 'required' | 'description' | 'example'>[] = [
    ...(operation.parameters ?? []),
    ...(query ? describeQuery(query) : []),
  ];
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
            }) => html`<dt><code>${name}</code>${required ? '' : say('docs.optional')}</dt>
              <dd>${text}${example ? sayWith('docs.example', { example: html`<code>${example}</code>` }) : null}</dd>`,
          )}
        </dl>`
        : null
    }
    <pre tabindex="0"><code>${writeSample(operation)}</code></pre>
    ${listFields(operation)}
    <p class="answers">
      ${Object.entries(answers).map(([status, answer]) => html`<span><code>${status}</code> ${answer.description}</span>`)}
    </p>
  </article>`;
}
