/** Every act of the desk. A test walks this list against every role. */
import type { Router } from 'express';
import { listChangeRoutes } from './change-routes.ts';
import { routeAll } from './guard.ts';
import { listHeldRoutes } from './held-routes.ts';
import type { DeskHttpParts } from './parts.ts';
import type { DeskRoute } from './route.ts';
import { listSignInRoutes } from './sign-in-routes.ts';
import { listStaffRoutes } from './staff-routes.ts';

export function listDeskRoutes(): readonly DeskRoute[] {
  return [...listSignInRoutes(), ...listStaffRoutes(), ...listChangeRoutes(), ...listHeldRoutes()];
}

export function routeDesk(parts: DeskHttpParts): Router {
  return routeAll(parts, listDeskRoutes());
}
