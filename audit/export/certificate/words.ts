import type { DecisionOutcome } from '#core/act/decision.ts';
import type { Kind } from '#core/act/model.ts';
import type { DeadlineStatus } from '#core/deadlines/deadline.ts';

export interface CertificateWords {
  kind: string;
  matter: Readonly<Record<Kind, string>>;
  about: (what: string, version: number) => string;
  rehearsed: (id: string) => string;
  page: (number: number, of: number) => string;
  foot: (id: string, hash: string) => string;
  subject: string;
  first: Readonly<
    Record<'parties' | 'asker' | 'numbers' | 'period' | 'id' | 'exported' | 'by' | 'program' | 'record' | 'checkpoint', string>
  >;
  period: (from: string, until: string | null) => string;
  notValid: string;
  operator: string;
  upTo: (version: number, hash: string) => string;
  checkpoint: (number: number, at: string, key: string) => string;
  standing: Readonly<Record<'heading' | 'phase' | 'coordinator' | 'entries' | 'open' | 'lastDone', string>>;
  since: (phase: string, day: string) => string;
  openOf: (open: number, all: number) => string;
  course: Readonly<
    Record<'heading' | 'lead' | 'summary' | 'phase' | 'from' | 'to' | 'days' | 'ongoing' | 'entered' | 'referral', string>
  >;
  span: (title: string, from: string, to: string | null) => string;
  decisions: Readonly<
    Record<
      | 'heading'
      | 'lead'
      | 'none'
      | 'body'
      | 'paragraph'
      | 'meeting'
      | 'proposal'
      | 'outcome'
      | 'basis'
      | 'itself'
      | 'delegation'
      | 'reason'
      | 'evidence'
      | 'reservations'
      | 'statements'
      | 'aside'
      | 'adopted'
      | 'dispatched'
      | 'extract'
      | 'more'
      | 'atHand'
      | 'done'
      | 'entered'
      | 'signatory'
      | 'version',
      string
    >
  > & { ofReports: (reports: number, all: number) => string };
  outcomes: Readonly<Record<DecisionOutcome, string>>;
  acts: Readonly<
    Record<'heading' | 'lead' | 'summary' | 'event' | 'done' | 'what' | 'recorded' | 'doneBy' | 'reason' | 'evidence', string>
  >;
  left: (count: number) => string;
  dates: Readonly<Record<'heading' | 'lead' | 'none' | 'summary' | 'what' | 'due' | 'owed' | 'done' | 'how' | 'watched', string>>;
  statuses: Readonly<Record<DeadlineStatus, string>>;
  owed: (by: string, to: string) => string;
  inTime: string;
  late: (days: number) => string;
  money: Readonly<
    Record<'heading' | 'lead' | 'summary' | 'area' | 'budget' | 'used' | 'unspent' | 'repaid' | 'left' | 'whole', string>
  >;
  reports: Readonly<
    Record<
      | 'heading'
      | 'lead'
      | 'summary'
      | 'measure'
      | 'handedIn'
      | 'accepted'
      | 'returned'
      | 'evaluation'
      | 'assessed'
      | 'answers'
      | 'who'
      | 'position'
      | 'answered'
      | 'number'
      | 'nothing'
      | 'activities'
      | 'development'
      | 'reasons',
      string
    >
  >;
  evaluated: (day: string) => string;
  notEvaluated: string;
  notices: Readonly<Record<'heading' | 'none', string>>;
  notified: (sent: number, other: number) => string;
  proof: Readonly<
    Record<
      | 'heading'
      | 'lead'
      | 'chain'
      | 'head'
      | 'access'
      | 'checkpoint'
      | 'root'
      | 'database'
      | 'key'
      | 'second'
      | 'erased'
      | 'missing'
      | 'marked'
      | 'how',
      string
    >
  >;
  second: (kept: number, engine: number, missing: number) => string;
  steps: readonly string[];
}
