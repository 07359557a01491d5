import { type Head, leafOf } from './checkpoint.ts';
import { emptyRoot, leafHash, nodeHash } from './merkle.ts';

/** The tree over a world's heads as they move: many checkpoints of many chains are gone over without each tree being built anew. */
export interface HeadTree {
  /** A chain's head, new or moved. */
  put: (head: Head) => void;
  /** What a checkpoint of the heads as they are now says of them. */
  told: () => { root: string; chains: number; events: number };
}

export function headTree(): HeadTree {
  const heads = new Map<string, Head>();
  const leaves = new Map<string, Buffer>();
  let places = new Map<string, number>();
  /** Leaves first, the root last: nodes in pairs, one left over goes up as it is, which is the tree of RFC 6962. */
  let levels: Buffer[][] = [[]];
  let moved = new Set<string>();
  let events = 0;

  function climb(): void {
    const [ground = []] = levels;
    let changed = new Set<number>();
    for (const chain of moved) {
      const place = places.get(chain) ?? 0;
      ground[place] = leaves.get(chain) ?? emptyRoot();
      changed.add(place >> 1);
    }
    for (const [at, level] of levels.entries()) {
      const above = levels[at + 1];
      if (above === undefined) return;
      for (const place of changed) above[place] = parent(level, place);
      changed = new Set([...changed].map((place) => place >> 1));
    }
  }

  /** A chain that is new moves those that come after it. */
  function build(): void {
    const order = [...heads.keys()].toSorted();
    places = new Map(order.map((chain, place) => [chain, place]));
    levels = [order.map((chain) => leaves.get(chain) ?? emptyRoot())];
    for (let below = levels[0] ?? []; below.length > 1; below = levels.at(-1) ?? [])
      levels.push(Array.from({ length: Math.ceil(below.length / 2) }, (_, place) => parent(below, place)));
  }

  return {
    put(head) {
      events += head.version - (heads.get(head.chain)?.version ?? 0);
      heads.set(head.chain, head);
      leaves.set(head.chain, leafHash(leafOf(head)));
      moved.add(head.chain);
    },
    told() {
      if (heads.size === places.size) climb();
      else build();
      moved = new Set();
      const root = levels.at(-1)?.[0] ?? emptyRoot();
      return { root: root.toString('hex'), chains: heads.size, events };
    },
  };
}

/** What a checkpoint of these heads says of them. */
export function toldOf(heads: readonly Head[]): ReturnType<HeadTree['told']> {
  const tree = headTree();
  for (const head of heads) tree.put(head);
  return tree.told();
}

function parent(level: readonly Buffer[], place: number): Buffer {
  const [left = emptyRoot(), right] = [level[place * 2], level[place * 2 + 1]];
  return right === undefined ? left : nodeHash(left, right);
}
