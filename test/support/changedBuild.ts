import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type BundleOptions, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

type Config = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];
type Plugin = Extract<NonNullable<Config['plugins']>[number], { apply: unknown }>;

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The product's workflows with some modules replaced, by path from the root: how a later version of the code would be. */
export async function changedBuild(replaced: Readonly<Record<string, string>>): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: fromRoot('workflows/index.ts'),
    webpackConfigHook: (config) => ({ ...config, plugins: [...(config.plugins ?? []), replacing(replaced)] }),
  });
}

function replacing(replaced: Readonly<Record<string, string>>): Plugin {
  const byResource = new Map(Object.entries(replaced).map(([from, to]) => [fromRoot(from), fromRoot(to)]));
  return {
    apply: (compiler) => {
      compiler.hooks.normalModuleFactory.tap('replacing', (factory) => {
        factory.hooks.afterResolve.tap('replacing', ({ createData, contextInfo }) => {
          const to = byResource.get(createData.resource ?? '');
          // The new module may build on the one that it replaces.
          if (to === undefined || contextInfo.issuer === to) return;
          createData.resource = to;
          createData.userRequest = to;
          createData.request = createData.request?.replace(/[^!]*$/, to) ?? to;
        });
      });
    },
  };
}
