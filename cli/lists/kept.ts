import { keptKindName } from '#core/texts/keeping.ts';
import type { Lang } from '#core/texts/lang.ts';
import { shortId } from '#contracts/ids.ts';
import type { Due } from '../../audit/keeping/due.ts';
import { type List, listOf } from '../../audit/lists/list.ts';
import type { SigningKey } from '../../infra/db/signingKeys.ts';
import type { Checkpoint } from '../../infra/seal/checkpoint.ts';
import { countOf, dayOf, instantOf, matter, words } from './columns.ts';

export const checkpointList = (checkpoints: readonly Checkpoint[], lang: Lang): List =>
  listOf(
    { sv: 'Kontrollpunkter', en: 'Checkpoints' },
    [
      countOf('number', 'Nummer', 'Number'),
      instantOf('at', 'Undertecknad', 'Signed'),
      countOf('chains', 'Kedjor', 'Chains'),
      countOf('events', 'Händelser', 'Events'),
      words('root', 'Rot', 'Root', 68),
      words('previous', 'Föregående', 'Previous', 68),
      words('key', 'Nyckel', 'Key', 20),
      words('world', 'Register', 'Record', 28),
    ],
    checkpoints.map(({ number, at, chains, events, root, previous, key, world }) => ({
      number,
      at,
      chains,
      events,
      root,
      previous,
      key,
      world,
    })),
    { lang },
  );

export const keyList = (keys: readonly SigningKey[], lang: Lang): List =>
  listOf(
    { sv: 'Nycklar', en: 'Keys' },
    [
      words('id', 'Nyckel', 'Key', 20),
      instantOf('introducedAt', 'Sedan', 'Since'),
      words('endorsedBy', 'Intygad av', 'Endorsed by', 20),
      words('publicKey', 'Öppen nyckel', 'Public key', 68),
    ],
    keys.map(({ id, introducedAt, endorsedBy, publicKey }) => ({ id, introducedAt, endorsedBy, publicKey })),
    { lang },
  );

export const dueList = (due: readonly Due[], lang: Lang): List =>
  listOf(
    { sv: 'Att gallra', en: 'Due for disposal' },
    [
      words('kind', 'Slag', 'Kind', 32),
      words('id', 'Vad', 'What', 68),
      dayOf('on', 'Från', 'From'),
      words('matters', 'Ärenden', 'Matters', 40),
    ],
    due.map(({ kind, id, on, chains }) => ({
      kind: keptKindName(kind, lang),
      id,
      on,
      matters: chains.map(shortId).join(', '),
    })),
    { lang },
  );

interface ToldGone {
  doneOn: string;
  how: string;
  chain: string;
  version: number;
  by: string;
  what: string;
  ground: string | null;
}

export const goneList = (gone: readonly ToldGone[], lang: Lang): List =>
  listOf(
    { sv: 'Borta', en: 'Gone' },
    [
      dayOf('doneOn', 'När', 'When'),
      words('how', 'Hur', 'How', 14),
      matter,
      countOf('version', 'Nummer', 'Number'),
      words('by', 'Av', 'By'),
      words('what', 'Vad', 'What', 50),
      words('ground', 'Grund', 'Ground', 50),
    ],
    gone.map(({ doneOn, how, chain, version, by, what, ground }) => ({
      doneOn,
      how,
      matter: shortId(chain),
      version,
      by,
      what,
      ground,
    })),
    { lang },
  );
