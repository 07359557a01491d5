import type { Context } from '../../context.ts';
import type { App } from '../shared.ts';
import { matterRoutes } from './matters.ts';
import { questionRoutes } from './questions.ts';
import { searchingRoutes } from './searching.ts';
import { type WholeRecord, wholeRoutes } from './whole.ts';

/** What an auditor asks for, each within a mandate. `whole` left out: nothing is gone over or handed out whole. */
export function auditRoutes(app: App, context: Context, version: string, whole?: WholeRecord): void {
  searchingRoutes(app, context);
  questionRoutes(app, context);
  matterRoutes(app, context, version);
  if (whole !== undefined) wholeRoutes(app, context, version, whole);
}
