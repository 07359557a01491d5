import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { inclusionProof, isIncluded, merkleRoot } from '../../../infra/seal/merkle.ts';

// The leaves and roots of Certificate Transparency's own tests of RFC 6962's tree (merkle_tree_test of the reference implementation).
const leaves = ['', '\u0000', '\u0010', '\u0020\u0021', '\u0030\u0031', '@ABC', 'PQRSTUVW', '`abcdefghijklmno'];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test('the tree over 0 to 8 leaves has the roots that Certificate Transparency has published', () => {
  for (const [size, root] of roots.entries()) expect(merkleRoot(leaves.slice(0, size))).toBe(root);
});

test('the paths that are published for these leaves are the proofs', () => {
  expect(inclusionProof(leaves.slice(0, 1), 0)).toEqual([]);
  expect(inclusionProof(leaves, 0)).toEqual([
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ]);
  expect(inclusionProof(leaves, 5)).toEqual([
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
});

const trees = fc
  .array(fc.string(), { minLength: 1, maxLength: 40 })
  .chain((all) => fc.tuple(fc.constant(all), fc.nat({ max: all.length - 1 })));

test('every leaf of every tree is proved by its own path, and by no other place, leaf, root or path', () => {
  fc.assert(
    fc.property(trees, fc.string(), ([all, index], other) => {
      const at = { index, size: all.length, proof: inclusionProof(all, index), root: merkleRoot(all) };
      const leaf = all[index] ?? '';
      expect(isIncluded(leaf, at)).toBe(true);
      if (other !== leaf) expect(isIncluded(other, at)).toBe(false);
      expect(isIncluded(leaf, { ...at, root: merkleRoot([...all, other]) })).toBe(false);
      expect(isIncluded(leaf, { ...at, proof: [...at.proof, at.root] })).toBe(false);
      if (at.proof.length > 0) expect(isIncluded(leaf, { ...at, proof: at.proof.slice(1) })).toBe(false);
      expect(isIncluded(leaf, { ...at, index: all.length })).toBe(false);
    }),
  );
});

test('a node never passes for a leaf', () => {
  const [one, two] = ['a', 'b'];
  const pair = merkleRoot([one, two]);
  expect(merkleRoot([Buffer.from(pair, 'hex').toString('latin1')])).not.toBe(pair);
});
