import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Head, rootOfHeads } from '../../../infra/seal/checkpoint.ts';
import { headTree } from '../../../infra/seal/headTree.ts';

const head = fc.record({
  chain: fc.constantFrom(...Array.from({ length: 40 }, (_, i) => `agreement:prov-${i}:2012`)),
  version: fc.nat({ max: 9 }),
  hash: fc.constantFrom('0a', '0b', '0c').map((two) => two.repeat(32)),
});

test('a tree over heads that move has at every checkpoint the root, chains and events of one that is built anew', () => {
  fc.assert(
    fc.property(fc.array(fc.array(head, { maxLength: 6 }), { maxLength: 20 }), (checkpoints) => {
      const [tree, heads] = [headTree(), new Map<string, Head>()];
      for (const moved of checkpoints) {
        for (const one of moved) {
          tree.put(one);
          heads.set(one.chain, one);
        }
        const all = [...heads.values()];
        const events = all.reduce((sum, { version }) => sum + version, 0);
        expect(tree.told()).toEqual({ root: rootOfHeads(all), chains: all.length, events });
      }
    }),
    { numRuns: 200 },
  );
});
