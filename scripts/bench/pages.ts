export const pages = {
  says: 'not yet',
  defaults: { models: 1, snapshots: 1 },
  run: async () => {
    throw new Error('x');
  },
};
