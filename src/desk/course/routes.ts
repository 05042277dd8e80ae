/** All routes of the desk. A test tries each with every role. */
import type { Router } from 'express';
import { routeAll } from '../access/guard.ts';
import type { DeskRoute } from '../access/route.ts';
import { listChangeRoutes } from '../change/change-routes.ts';
import { listChatRoutes } from '../chat/chat-routes.ts';
import type { DeskPageContext } from '../desk-page-context.ts';
import { listHeldRoutes } from '../held/held-routes.ts';
import { listHistoryRoutes } from '../history/history-routes.ts';
import { listRedactRoutes } from '../history/redact-routes.ts';
import { listImportRoutes } from '../import/import-routes.ts';
import { listSignInRoutes } from '../sign-in/sign-in-routes.ts';
import { listStaffRoutes } from '../staff/staff-routes.ts';
import { listTokenRoutes } from '../staff/token-routes.ts';
import { listHomeRoutes } from './home-routes.ts';

export function listDeskRoutes(): readonly DeskRoute[] {
  return [
    ...listSignInRoutes(),
    ...listHomeRoutes(),
    ...listHistoryRoutes(),
    ...listStaffRoutes(),
    ...listTokenRoutes(),
    ...listRedactRoutes(),
    ...listChangeRoutes(),
    ...listHeldRoutes(),
    ...listImportRoutes(),
    ...listChatRoutes(),
  ];
}

export function routeDesk(context: DeskPageContext): Router {
  return routeAll(context, listDeskRoutes());
}
