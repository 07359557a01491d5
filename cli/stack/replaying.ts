import { quietly } from '../../audit/compare/replay.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';

/** The product's workflows, to be run through what was recorded. Once a process. */
export function productWorkflows(): ReturnType<typeof bundleWorkflows> {
  return bundleWorkflows(undefined, quietly());
}
