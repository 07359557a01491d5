import { type Kysely, sql } from 'kysely';
import { PROGRAM_ROLE } from '../programRole.ts';
import { schemas } from './pieces.ts';

const once = [
  // How far each world's checkpoints have been written to each place outside the database.
  `create table meta.checkpoint_copy (
     place text not null,
     world text not null,
     up_to integer not null default 0,
     written_at timestamptz(3),
     conflicts integer[] not null default '{}',
     trouble text,
     trouble_since timestamptz(3),
     primary key (place, world))`,
  // Who gets the newest checkpoint by mail.
  `create table meta.checkpoint_subscriber (
     person text primary key,
     lang text not null check (lang in ('sv', 'en')),
     since timestamptz(3) not null)`,
  `grant select, insert, update on meta.checkpoint_copy to ${PROGRAM_ROLE}`,
  `grant select, insert, update, delete on meta.checkpoint_subscriber to ${PROGRAM_ROLE}`,
];

const inBoth = (schema: string): string[] => [
  `alter table ${schema}.mail add column checkpoint text`,
  `alter table ${schema}.notice
     drop constraint notice_kind_check,
     add constraint notice_kind_check check (kind in ('reminder', 'event', 'failure', 'link', 'checkpoint'))`,
];

/** Where checkpoints have gone, and who wants them by mail. */
export const checkpoints = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const schema of schemas) for (const statement of inBoth(schema)) await sql.raw(statement).execute(db);
    for (const statement of once) await sql.raw(statement).execute(db);
  },
};
