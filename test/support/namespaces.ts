/** A namespace a test file, so that no worker gets the workflows that another file left. Registered once, when the engine starts. */
export const testNamespaces = {
  workflows: { name: 'test-workflows', timeSkipping: false },
  replay: { name: 'test-replay', timeSkipping: true },
  minuteClock: { name: 'test-minute-clock', timeSkipping: false },
  faults: { name: 'test-faults', timeSkipping: false },
  database: { name: 'test-database', timeSkipping: false },
  delivery: { name: 'test-delivery', timeSkipping: false },
  rehearsal: { name: 'test-rehearsal', timeSkipping: true },
  opening: { name: 'test-opening', timeSkipping: true },
  // A referral's busy days come to less than the 4,096 events that the server asks for by itself.
  manyBodies: { name: 'test-many-bodies', timeSkipping: true, eventsARun: 600 },
  years: { name: 'test-years', timeSkipping: true },
  kinds: { name: 'test-kinds', timeSkipping: false },
  api: { name: 'test-api', timeSkipping: false },
  cli: { name: 'test-cli', timeSkipping: false },
  messages: { name: 'test-messages', timeSkipping: false },
  compare: { name: 'test-compare', timeSkipping: false },
} as const;

export type TestNamespace = keyof typeof testNamespaces;
