import type { EventBody, YearEvent } from '#core/agreement/events.ts';
import type { Lang, Text } from '#core/texts/lang.ts';

type Told = Exclude<EventBody, YearEvent>['type'];

/** What a notice is about, by the event that caused it, in a few words for a list. */
const said: Readonly<Record<Told, Text>> = {
  consultationInvited: { sv: 'inbjudan till samrådet', en: 'invitation to the consultation' },
  priorityProposed: { sv: 'prioritering föreslagen', en: 'priority proposed' },
  priorityDiscussed: { sv: 'prioritering diskuterad', en: 'priority discussed' },
  statementGiven: { sv: 'yttrande lämnat', en: 'statement given' },
  answerDeclined: { sv: 'avstår från att yttra sig', en: 'declined to answer' },
  contributionAnswered: { sv: 'svar på förslag eller yttrande', en: 'response to a proposal or statement' },
  priorityLinked: { sv: 'prioritering kopplad till insatser', en: 'priority linked to measures' },
  involvementRecorded: { sv: 'huvudmäns deltagande antecknat', en: 'involvement recorded' },
  versionTabled: { sv: 'version framlagd', en: 'version tabled' },
  versionDeclined: { sv: 'version avböjd', en: 'version declined' },
  versionAgreed: { sv: 'parterna är eniga om texten', en: 'the parties agree on the text' },
  revisionReceived: { sv: 'förslag till revidering mottaget', en: 'proposed revision received' },
  revisionAnswered: { sv: 'förslag till revidering besvarat', en: 'proposed revision answered' },
  meetingPlanned: { sv: 'sammanträde planerat', en: 'meeting planned' },
  papersSent: { sv: 'handlingar sända', en: 'papers sent' },
  amendmentProposed: { sv: 'tillägg föreslaget', en: 'amendment proposed' },
  amendmentAccepted: { sv: 'tillägg godtaget', en: 'amendment accepted' },
  amendmentDeclined: { sv: 'tillägg avböjt', en: 'amendment declined' },
  amendmentAuthorised: { sv: 'bemyndigande för tillägg', en: 'amendment authorised' },
  amendmentSigned: { sv: 'tillägg undertecknat', en: 'amendment signed' },
  amendmentApproved: { sv: 'tillägg godkänt', en: 'amendment approved' },
  amendmentRejected: { sv: 'tillägg avslaget', en: 'amendment rejected' },
  amendmentInForce: { sv: 'tillägget gäller', en: 'amendment in force' },
  amendmentWithdrawn: { sv: 'tillägg förfallet', en: 'amendment fallen' },
  appropriationSettled: { sv: 'anslag avgjort', en: 'appropriation settled' },
  setAsideSettled: { sv: 'avsatta medel avgjorda', en: 'set-aside funds settled' },
  requisitioned: { sv: 'medel rekvirerade', en: 'funds requisitioned' },
  requisitionApproved: { sv: 'rekvisition bifallen', en: 'requisition approved' },
  requisitionDeclined: { sv: 'rekvisition avslagen', en: 'requisition declined' },
  paymentRecorded: { sv: 'utbetalning antecknad', en: 'payment recorded' },
  fundsAccounted: { sv: 'medel redovisade', en: 'funds accounted for' },
  fundsRepaid: { sv: 'medel återbetalade', en: 'funds repaid' },
  reclaimed: { sv: 'återkrav', en: 'reclaim' },
  reclaimSettled: { sv: 'återkrav reglerat', en: 'reclaim settled' },
  distributed: { sv: 'medel fördelade', en: 'funds distributed' },
  lettersAsked: { sv: 'avsiktsförklaring begärd', en: 'letter of intent asked for' },
  lettersClosed: { sv: 'avsiktsförklaringarna avslutade', en: 'letters of intent closed' },
  letterGiven: { sv: 'avsiktsförklaring lämnad', en: 'letter of intent given' },
  moneyDeclined: { sv: 'avstår från medel', en: 'money declined' },
  actionPlanned: { sv: 'åtgärd planerad', en: 'action planned' },
  actionCompleted: { sv: 'åtgärd utförd', en: 'action completed' },
  deviationFollowedUp: { sv: 'avvikelse uppföljd', en: 'deviation followed up' },
  findingEntered: { sv: 'iakttagelse antecknad', en: 'finding entered' },
  measureAssessed: { sv: 'insats bedömd', en: 'measure assessed' },
  revisionProposed: { sv: 'ändring till nästa år föreslagen', en: 'revision proposed' },
  feedbackGiven: { sv: 'återkoppling', en: 'feedback' },
  feedbackFetched: { sv: 'återkoppling hämtad', en: 'feedback fetched' },
  deadlineMoved: { sv: 'frist flyttad', en: 'deadline moved' },
  extensionAsked: { sv: 'anstånd begärt', en: 'extension asked for' },
  deadlineExtended: { sv: 'anstånd givet', en: 'extension given' },
  extensionDeclined: { sv: 'anstånd avslaget', en: 'extension declined' },
  deadlineSuspended: { sv: 'uppehåll i fristen', en: 'deadline suspended' },
  deadlineResumed: { sv: 'frist återupptagen', en: 'deadline resumed' },
  deadlineWaived: { sv: 'frist efterskänkt', en: 'deadline waived' },
  deadlineReopened: { sv: 'frist öppnad på nytt', en: 'deadline reopened' },
  commissionNoted: { sv: 'uppdragets datum antecknat', en: "commission's date noted" },
  dateReckoned: { sv: 'frist räknad', en: 'date reckoned' },
  taskTaken: { sv: 'uppgift tagen', en: 'task taken' },
  taskReleased: { sv: 'uppgift lämnad tillbaka', en: 'task released' },
  tasksHandedOver: { sv: 'uppgifter överlämnade', en: 'tasks handed over' },
  deputyNamed: { sv: 'ersättare utsedd', en: 'deputy named' },
  personAdded: { sv: 'tillagd', en: 'added' },
  optedOut: { sv: 'avstår från påminnelser', en: 'opted out of reminders' },
  optedIn: { sv: 'får åter påminnelser', en: 'opted in to reminders' },
};

/** Null for what is caused neither by a part of an agreement's process nor by a checkpoint. */
export const noticeAbout = (event: string, lang: Lang): string | null =>
  event === 'checkpoint'
    ? { sv: 'kontrollpunkt', en: 'checkpoint' }[lang]
    : Object.hasOwn(said, event)
      ? said[event as Told][lang]
      : null;
