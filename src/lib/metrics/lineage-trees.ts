import { BadDefinition } from '../definition/errors.ts';
import { lensOf } from '../definition/lenses.ts';
import { type LineageTree, readFamilyTrees } from './lineage/read-lineage-tree.ts';
import type { Metric } from './metric.ts';
import { choosePanel, readPanels } from './panels.ts';

/** What is made from what. The registry reads a family; pages also read single models. */
export const lineageTrees: Metric<LineageTree> = {
  id: 'lineage-trees',
  title: 'Lineage',
  question: 'What are models made from, and what is made from them?',
  method:
    'Follows the bases that models declare in the newest published snapshot: resolved by the Hub, stated on the card or in a tag, as each edge says. ' +
    'A model of several bases stands once, under the first it declares there; edges that lead in a circle are cut. Branches are ordered by the downloads in the previous 30 days of all models in them. ' +
    'Of a model with more than 5,000 derivatives, and of a family, only the 10,000 most downloaded models of the panel stand in the tree. ' +
    'Coverage is the part of models, and of downloads, that declare a base: every count of derivatives is a lower bound.',
  read: async (db, definition) => {
    choosePanel(await readPanels(db), definition.panel);
    const [family] = lensOf(definition, 'family');
    if (family === undefined)
      throw new BadDefinition(['family: name the family whose lineage is asked for, as family=qwen.']);
    return await readFamilyTrees(db, { family, panel: definition.panel });
  },
};
