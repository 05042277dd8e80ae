import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { API_ROUTES, describeDeskApi } from '../../src/desk/api/routes.ts';
import { HISTORY_ACTS } from '../../src/desk/history/act-summary.ts';
import { describeApi } from '../../src/web/openapi.ts';
import { openScript } from '../desk/api/api-client.ts';
import { COURSE, type DeskSite, openDeskSite } from '../desk/desk-site.ts';

let site: DeskSite;
beforeAll(async () => {
  site = await openDeskSite();
});
afterAll(() => site.stop());

test('is OpenAPI 3.1 whose every reference leads somewhere and whose every path names its parameters', () => {
  const document = describeApi({ title: 'x', publicUrl: null, ...describeDeskApi() });
  const { openapi, paths, components } = JSON.parse(JSON.stringify(document));
  expect(openapi).toBe('3.1.0');
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name,
  );
  expect(references.length).toBeGreaterThan(20);
  for (const name of references) expect(components.schemas).toHaveProperty([name as string]);
  const ids: string[] = [];
  for (const [path, item] of Object.entries(
    paths as Record<
      string,
      Record<
        string,
        { operationId: string; parameters: { name: string; in: string }[]; responses: object; security: object[] }
      >
    >,
  )) {
    for (const operation of Object.values(item)) {
      ids.push(operation.operationId);
      const named = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
      expect(named.sort(), path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['401', '403', '503']));
      expect(operation.security).toEqual([{ token: [] }]);
    }
  }
  expect(new Set(ids).size).toBe(ids.length);
});

test('describes what a query may hold', () => {
  const { paths } = JSON.parse(JSON.stringify(describeApi({ title: 'x', publicUrl: null, ...describeDeskApi() })));
  const { parameters } = paths['/api/v1/courses/{term}/{course}/changes'].post;
  expect(parameters.find((one: { name: string }) => one.name === 'dryRun')).toMatchObject({
    in: 'query',
    required: false,
    schema: { type: 'boolean' },
  });
});

test('lists every act that the trail records', () => {
  const root = path.resolve(import.meta.dirname, '../../src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(publish|feeds|desk|cli)\/.*\.ts$/.test(file),
  );
  const written = files
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .filter((text) => text.includes('addAudit'))
    .flatMap((text) => [...text.matchAll(/\bwhat(?:: | = )(?:[\w. =]+\? )?'([a-z -]+)'(?: : '([a-z -]+)')?/g)])
    .flatMap(([, ...acts]) => acts.filter((act) => act !== undefined));
  expect(written.length).toBeGreaterThan(8);
  expect([...new Set(written)].filter((act) => !(HISTORY_ACTS as readonly string[]).includes(act))).toEqual([]);
});

test('is what is answered: every answer fits the schema that describes it', async () => {
  const owner = await openScript(site, 'owner', 'owner', '*');
  const bodies: Record<string, unknown> = {
    makeCourseChange: { change: { sections: 'P02', on: '2018-10-12', cancel: 'yes', say: 'Ill' } },
    makeTermChange: { change: { on: '2018-11-14', closed: 'from 3pm', say: 'Snow' } },
    putStaff: { role: 'editor', name: 'Somebody' },
    importStaff: { roster: 'mail,name\nroster@example.edu,R' },
    makeToken: { label: 'made', role: 'viewer', days: 3 },
    redact: { words: 'Snow' },
    agreeToHeldEdit: { edit: 'none' },
  };
  // No edit is held here; tests/desk/held/held.test.ts has one.
  const refusals: Record<string, number> = { agreeToHeldEdit: 412 };
  const ids: Record<string, string> = {};
  // Reads last: there is something to read by then. Removals at the very end.
  const rank = (method: string): number => ['put', 'post', 'get', 'delete'].indexOf(method);
  const routes = [...API_ROUTES].sort((a, b) => rank(a.operation.method) - rank(b.operation.method));
  const checked: string[] = [];
  for (const { operation } of routes) {
    const { id, method, path, answers } = operation;
    if (method === 'delete' && path.endsWith('/sessions'))
      await owner('PUT', `/courses/${COURSE}/staff/new@example.edu`, { role: 'editor' });
    const subject = path.includes('{course}') ? COURSE : 'fall-2018';
    const named = path.includes('tokens')
      ? ids.makeToken
      : path.includes('/courses/')
        ? ids.makeCourseChange
        : ids.makeTermChange;
    const filled = path
      .replace('/api/v1', '/v1')
      .replace('{term}/{course}', COURSE)
      .replace('{term}', 'fall-2018')
      .replace('{mail}', 'new@example.edu')
      .replace('{id}', named ?? 'none');
    const answer = await owner(method.toUpperCase(), filled, bodies[id]);
    if (refusals[id] === undefined) {
      expect(answer.status, `${id} of ${subject}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    } else expect(answer.status).toBe(refusals[id]);
    const described = answers[String(answer.status)];
    expect(described, `${id} answers ${answer.status}`).toBeDefined();
    if (described?.schema) {
      const read = (described.schema as z.ZodObject).strict().safeParse(answer.body);
      expect(read.error?.issues, id).toBeUndefined();
    }
    ids[id] = answer.body?.change?.id ?? answer.body?.token?.id ?? '';
    checked.push(id);
  }
  expect(checked).toHaveLength(API_ROUTES.length);
});
